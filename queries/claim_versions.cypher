// name: claim_versions
// question: Which version of each claim is in this load, and between which versions of nodes?
// params: number
// returns: key, start and end (keys of the node versions), id
// order: none; changes are computed on sets
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
RETURN r.key AS key, a.key AS start, b.key AS end, r.id AS id
