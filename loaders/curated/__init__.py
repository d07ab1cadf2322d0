"""The curated evidence of `data/`, and folders that were exported."""
