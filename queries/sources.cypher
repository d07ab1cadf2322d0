// name: sources
// question: Which sources are in this load?
// params: number
// returns: key, source (all properties)
// order: source id
MATCH (s:Source)
WHERE s.brought <= $number AND (s.retired IS NULL OR s.retired > $number)
RETURN s.key AS key, properties(s) AS source
ORDER BY s.id
