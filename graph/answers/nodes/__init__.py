"""Answers about nodes: lists, profiles, facts and register status."""
