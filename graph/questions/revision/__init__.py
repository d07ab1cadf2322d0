"""A question after it was understood: its words, its chips, follow-ups and suggestions."""
