"""Every file format that leaves the graph, in one place."""
