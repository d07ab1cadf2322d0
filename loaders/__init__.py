"""Sources to records: rows in, nodes, claims and rejections out. Pure; no store, no network."""
