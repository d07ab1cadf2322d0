"""The page "Add data"."""
