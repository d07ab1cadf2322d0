"""Between the loaders and the store: what is loaded, joined with the curated evidence, and put into the graph."""
