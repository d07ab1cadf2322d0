"""The Add data page: preview, load and remove datasets, and decide about possible duplicates."""
