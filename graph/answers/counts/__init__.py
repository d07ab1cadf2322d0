"""Answers that count and rank."""
