// name: retire_claims
// question: (write) Mark these claims as not in the load any more.
// params: rows (key, and start: the key of the node version that the claim starts at), number
// returns: nothing
// order: none
UNWIND $rows AS row
MATCH (:Entity {key: row.start})-[r {key: row.key}]->()
SET r.retired = $number
