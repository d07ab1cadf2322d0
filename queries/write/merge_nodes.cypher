// name: merge_nodes
// question: (write) Bring these node versions of one label.
// params: rows, each with key and properties; NODE_LABEL is put in by the store, from the closed list of labels
// returns: nothing
// order: none
UNWIND $rows AS row
MERGE (n:Entity {key: row.key})
SET n = row.properties
SET n:NODE_LABEL
