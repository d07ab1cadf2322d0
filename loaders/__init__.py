"""Turns files into records: nodes, claims and rejections. Pure functions without a store or a network."""
