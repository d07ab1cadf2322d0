// name: claims
// question: Which claims of these types, from these sources, are in this load?
// params: number, types, sources (ids, or null: all)
// returns: key, start and end (keys of the node versions), claim (all properties)
// order: claim id
MATCH (a:Entity)-[r:$any($types)]->(b:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
  AND ($sources IS NULL OR r.source IN $sources)
RETURN r.key AS key, a.key AS start, b.key AS end, properties(r) AS claim
ORDER BY r.id
