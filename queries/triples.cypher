// name: triples
// question: Which nodes do claims of these types relate, in the direction that the source states?
// params: number, types
// returns: subject, type, object; each combination once
// order: none; the store sorts
MATCH (:Entity)-[r:$any($types)]->(:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
RETURN DISTINCT r.subject AS subject, r.type AS type, r.object AS object
