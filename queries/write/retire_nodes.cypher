// name: retire_nodes
// question: (write) These node and source versions are no longer in the load.
// params: keys, number
// returns: nothing
// order: none
UNWIND $keys AS key
CALL (key) {
  MATCH (n:Entity {key: key})
  RETURN n
  UNION
  MATCH (n:Source {key: key})
  RETURN n
}
SET n.retired = $number
