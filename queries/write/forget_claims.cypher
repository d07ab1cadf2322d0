// name: forget_claims
// question: (write) Remove what a load that was undone, or died half-way, left of claims.
// params: number
// returns: nothing
// order: none
MATCH (:Entity)-[r]->(:Entity)
WHERE r.brought > $number OR r.retired > $number
FOREACH (_ IN CASE WHEN r.brought > $number THEN [1] ELSE [] END | DELETE r)
FOREACH (_ IN CASE WHEN r.brought <= $number THEN [1] ELSE [] END | SET r.retired = null)
