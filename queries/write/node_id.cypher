// name: node_id
// question: (write) Create the index that finds nodes by id.
// params: none
// returns: nothing
// order: none
CREATE INDEX entity_id IF NOT EXISTS FOR (n:Entity) ON (n.id)
