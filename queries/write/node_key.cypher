// name: node_key
// question: (write) Create the constraint that every node version has its own key.
// params: none
// returns: nothing
// order: none
CREATE CONSTRAINT entity_key IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE
