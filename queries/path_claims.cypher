// name: path_claims
// question: Which claims can be part of a path of at most four hops between these starts and ends?
// params: number, types, starts, ends, avoid_labels (labels of nodes that can only start or end a path)
// returns: claim (all properties), for all relationships among nodes within two hops of a start or an end
// order: none; the store finds the paths in Python, so that both stores define a path in the same way
CALL () {
  UNWIND $starts + $ends AS id
  MATCH (n:Entity {id: id})
  WHERE n.brought <= $number AND (n.retired IS NULL OR n.retired > $number)
  RETURN collect(n) AS endpoints
}
CALL (endpoints) {
  UNWIND endpoints AS x
  MATCH (x)-[r:$any($types)]-(y:Entity)
  WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
    AND NOT y.label IN $avoid_labels
  RETURN collect(DISTINCT y) AS one
}
CALL (one) {
  UNWIND one AS x
  MATCH (x)-[r:$any($types)]-(y:Entity)
  WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
    AND NOT y.label IN $avoid_labels
  RETURN collect(DISTINCT y) AS two
}
WITH endpoints + one + two AS near
WITH near, [n IN near | n.key] AS keys
UNWIND near AS x
MATCH (x)-[r:$any($types)]->(y:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number) AND y.key IN keys
RETURN DISTINCT properties(r) AS claim
