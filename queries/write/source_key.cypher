// name: source_key
// question: (write) No two source versions have one key.
// params: none
// returns: nothing
// order: none
CREATE CONSTRAINT source_key IF NOT EXISTS FOR (s:Source) REQUIRE s.key IS UNIQUE
