"""Answers about links: who is linked to whom, since when, by which path."""
