"""Universities and research bodies, and tables of identifiers."""
