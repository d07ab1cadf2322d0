"""Charity registers of England and Wales."""
