// name: retire_claims
// question: (write) These claims are no longer in the load.
// params: rows (key and start, the key of the node version they begin at), number
// returns: nothing
// order: none
UNWIND $rows AS row
MATCH (:Entity {key: row.start})-[r {key: row.key}]->()
SET r.retired = $number
