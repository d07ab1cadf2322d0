"""The Explore page: a network or map to open, filter, analyse and save."""
