"""Answers about links: who is linked to whom, since when, and by which path."""
