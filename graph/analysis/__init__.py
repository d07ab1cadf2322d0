"""Measures of a view: each number has a scope, a plain sentence, and the ids that it counts."""
