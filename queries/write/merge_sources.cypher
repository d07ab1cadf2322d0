// name: merge_sources
// question: (write) Add these source versions.
// params: rows, each with key and properties
// returns: nothing
// order: none
UNWIND $rows AS row
MERGE (s:Source {key: row.key})
SET s = row.properties
