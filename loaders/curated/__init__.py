"""The curated evidence in `data/`, and exported folders."""
