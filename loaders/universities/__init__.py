"""Universities and research bodies, and tables of their identifiers."""
