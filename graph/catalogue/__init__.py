"""One load of the graph, indexed: names, nodes, places, lineage and register status."""
