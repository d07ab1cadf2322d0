"""Names of nodes: the index of names, phrases, homonyms and near misses."""
