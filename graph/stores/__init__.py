"""The stores of the graph: one interface, an embedded store and Neo4j."""
