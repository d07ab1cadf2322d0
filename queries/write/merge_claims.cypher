// name: merge_claims
// question: (write) Bring these claims of one type, each a relationship of its own, between two node versions.
// params: rows, each with key, start and end (keys of node versions) and properties; RELATIONSHIP_TYPE is put in by the
//         store, from the closed list of types (a dynamic type in MERGE takes the first row's for all: Neo4j 5.26.0)
// returns: nothing
// order: none
UNWIND $rows AS row
MATCH (a:Entity {key: row.start})
MATCH (b:Entity {key: row.end})
MERGE (a)-[r:RELATIONSHIP_TYPE {key: row.key}]->(b)
SET r = row.properties
