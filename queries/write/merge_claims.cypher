// name: merge_claims
// question: (write) Add these claims of one type, each as its own relationship between two node versions.
// params: rows, each with key, start and end (keys of node versions) and properties. The store replaces RELATIONSHIP_TYPE
//         with a type of the closed list: Neo4j 5.26.0 applies a dynamic type in MERGE of the first row to all rows.
// returns: nothing
// order: none
UNWIND $rows AS row
MATCH (a:Entity {key: row.start})
MATCH (b:Entity {key: row.end})
MERGE (a)-[r:RELATIONSHIP_TYPE {key: row.key}]->(b)
SET r = row.properties
