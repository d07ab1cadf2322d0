"""Pages of records: a place, a node, the checks of the data, the use of a source."""
