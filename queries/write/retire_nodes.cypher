// name: retire_nodes
// question: (write) Mark these node and source versions as not in the load any more.
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
