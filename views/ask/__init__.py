"""The page "Ask"."""
