// name: nodes
// question: Which nodes are in this load?
// params: number
// returns: key, node (all properties)
// order: node id
MATCH (n:Entity)
WHERE n.brought <= $number AND (n.retired IS NULL OR n.retired > $number)
RETURN n.key AS key, properties(n) AS node
ORDER BY n.id
