// name: roll_back_nodes
// question: (write) Remove the nodes and sources of loads after this number, and restore those that the loads retired.
//         Such loads were undone, or failed before they were committed.
// params: number
// returns: nothing
// order: none
MATCH (n:Entity|Source)
WHERE n.brought > $number OR n.retired > $number
FOREACH (_ IN CASE WHEN n.brought > $number THEN [1] ELSE [] END | DETACH DELETE n)
FOREACH (_ IN CASE WHEN n.brought <= $number THEN [1] ELSE [] END | SET n.retired = null)
