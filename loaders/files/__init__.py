"""Reads files into rows: encodings, archives, tables, workbooks and JSON."""
