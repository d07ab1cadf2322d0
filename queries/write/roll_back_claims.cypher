// name: roll_back_claims
// question: (write) Remove the claims of loads after this number, and restore claims that those loads retired.
//         Such loads were undone, or failed before they were committed.
// params: number
// returns: nothing
// order: none
MATCH (:Entity)-[r]->(:Entity)
WHERE r.brought > $number OR r.retired > $number
FOREACH (_ IN CASE WHEN r.brought > $number THEN [1] ELSE [] END | DELETE r)
FOREACH (_ IN CASE WHEN r.brought <= $number THEN [1] ELSE [] END | SET r.retired = null)
