"""Registers that are described in `data/registers/` and need no code."""
