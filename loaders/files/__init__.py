"""A file to rows: encodings, archives, tables, workbooks and JSON."""
