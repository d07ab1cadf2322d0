"""Registers that are described by TOML files in `data/registers/` and need no code."""
