// name: merge_nodes
// question: (write) Add these node versions of one label.
// params: rows, each with key and properties. The store replaces NODE_LABEL with a label of the closed list.
// returns: nothing
// order: none
UNWIND $rows AS row
MERGE (n:Entity {key: row.key})
SET n = row.properties
SET n:NODE_LABEL
