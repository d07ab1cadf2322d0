"""The record pages: places, profiles, data health, sources and the evidence of claims."""
