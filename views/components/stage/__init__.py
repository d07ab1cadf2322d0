"""The stage of a story."""
