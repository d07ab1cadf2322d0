// name: pairs
// question: Which things do claims of these types relate, as their sources state it?
// params: number, types
// returns: subject, type, object; each three once
// order: none; the store sorts
MATCH (:Entity)-[r:$any($types)]->(:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
RETURN DISTINCT r.subject AS subject, r.type AS type, r.object AS object
