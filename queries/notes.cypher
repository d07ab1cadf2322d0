// name: notes
// question: Which notes and locators do the claims of this load have?
// params: number
// returns: text, each once
// order: none; the store sorts
MATCH (:Entity)-[r]->(:Entity)
WHERE r.brought <= $number AND (r.retired IS NULL OR r.retired > $number)
UNWIND [r.note, r.locator] AS text
WITH text
WHERE text IS NOT NULL
RETURN DISTINCT text
