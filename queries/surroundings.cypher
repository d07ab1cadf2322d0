// name: surroundings
// question: Which claims may stand on a path of at most four hops between these starts and ends?
// params: number, types, starts, ends, around (labels of nodes that never stand inside a path)
// returns: claim (all properties), of the relationships among all nodes within two hops of a start or an end
// order: none; the store walks the paths itself, so that both stores mean the same by a path
CALL () {
  UNWIND $starts + $ends AS id
  MATCH (n:Entity {id: id})
  WHERE n.brought <= $number AND (n.retired IS NULL OR n.retired > $number)
  RETURN collect(n) AS tips
}
CALL (tips) {
  UNWIND tips AS x
  MATCH (x)-[r:$any($types)]-(y:Entity)
  WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
    AND NOT y.label IN $around
  RETURN collect(DISTINCT y) AS one
}
CALL (one) {
  UNWIND one AS x
  MATCH (x)-[r:$any($types)]-(y:Entity)
  WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
    AND NOT y.label IN $around
  RETURN collect(DISTINCT y) AS two
}
WITH tips + one + two AS near
WITH near, [n IN near | n.key] AS keys
UNWIND near AS x
MATCH (x)-[r:$any($types)]->(y:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number) AND y.key IN keys
RETURN DISTINCT properties(r) AS claim
