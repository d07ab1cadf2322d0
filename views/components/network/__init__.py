"""The network picture."""
