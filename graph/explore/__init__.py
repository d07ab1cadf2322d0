"""Exploring: a view of the graph as a value, and what it shows."""
