"""A user's own table, read by a column mapping."""
