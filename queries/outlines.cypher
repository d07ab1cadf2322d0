// name: outlines
// question: What do claims say about pairs with one end in one set of nodes and the other end in another set?
//         The direction does not matter.
// params: number, types, near, far. Each set of nodes is a map: any (true: every node), roots (places, whose nodes are in
//         the set), chosen (ids), every ([true]: start from all nodes), ids and labels (filters, or null), containers
//         (true: add the places that the nodes lie in)
// returns: claim (its properties without ends, locator and id), pairs (subject and object of each claim of this content)
// order: none; the store sorts by ends and type
UNWIND [{at: 0, set: $near}, {at: 1, set: $far}] AS side
CALL (side) {
  WITH side.set AS ends
  CALL (ends) {
    UNWIND ends.roots AS root
    MATCH (place:Entity {id: root})
    WHERE place.brought <= $number AND (place.retired IS NULL OR place.retired > $number)
    MATCH (place)<-[steps:LOCATED_IN*0..10]-(n:Entity)
    WHERE all(step IN steps WHERE step.brought <= $number AND (step.retired IS NULL OR step.retired > $number))
    RETURN n
    UNION
    WITH ends
    UNWIND ends.chosen AS id
    MATCH (n:Entity {id: id})
    WHERE n.brought <= $number AND (n.retired IS NULL OR n.retired > $number)
    RETURN n
    UNION
    WITH ends
    UNWIND ends.every AS one
    MATCH (n:Entity)
    WHERE n.brought <= $number AND (n.retired IS NULL OR n.retired > $number)
    RETURN n
  }
  WITH ends, n
  WHERE (ends.ids IS NULL OR n.id IN ends.ids) AND (ends.labels IS NULL OR n.label IN ends.labels)
  RETURN collect(DISTINCT n) AS chosen
}
CALL (side, chosen) {
  WITH side, chosen
  WHERE side.set.containers
  CALL (side, chosen) {
    UNWIND chosen AS n
    RETURN n
    UNION
    WITH side
    UNWIND side.set.roots AS root
    MATCH (n:Entity {id: root})
    WHERE n.brought <= $number AND (n.retired IS NULL OR n.retired > $number)
    RETURN n
  }
  MATCH (n)-[steps:LOCATED_IN*1..10]->(above:Entity)
  WHERE all(step IN steps WHERE step.brought <= $number AND (step.retired IS NULL OR step.retired > $number))
  RETURN collect(DISTINCT above) AS above
}
WITH side, chosen + above AS found
ORDER BY side.at
WITH collect({any: side.set.any, found: found}) AS sides
WITH sides[0] AS one, sides[1] AS two
WITH CASE WHEN one.any OR (NOT two.any AND size(two.found) < size(one.found)) THEN [two, one] ELSE [one, two] END AS sides
WITH sides[0].any AS all, sides[0].found AS first, sides[1].any AS anywhere, [n IN sides[1].found | n.id] AS second
CALL (all, first, anywhere, second) {
  WITH all, first, anywhere, second
  WHERE NOT all
  UNWIND first AS x
  MATCH (x)-[r:$any($types)]-(y:Entity)
  WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number) AND (anywhere OR y.id IN second)
  RETURN r
  UNION
  WITH all
  WHERE all
  MATCH (:Entity)-[r:$any($types)]->(:Entity)
  WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
  RETURN r
}
WITH DISTINCT r
WITH r {.*, id: '', key: '', subject: '', object: '', locator: '', brought: 0, retired: 0} AS claim, [r.subject, r.object] AS pair
RETURN claim, collect(pair) AS pairs
