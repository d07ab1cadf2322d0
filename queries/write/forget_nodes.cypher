// name: forget_nodes
// question: (write) Remove what a load that was undone, or died half-way, left of nodes and sources.
// params: number
// returns: nothing
// order: none
MATCH (n:Entity|Source)
WHERE n.brought > $number OR n.retired > $number
FOREACH (_ IN CASE WHEN n.brought > $number THEN [1] ELSE [] END | DETACH DELETE n)
FOREACH (_ IN CASE WHEN n.brought <= $number THEN [1] ELSE [] END | SET n.retired = null)
