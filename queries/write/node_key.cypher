// name: node_key
// question: (write) No two node versions have one key.
// params: none
// returns: nothing
// order: none
CREATE CONSTRAINT entity_key IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE
