// name: source_key
// question: (write) Create the constraint that every source version has its own key.
// params: none
// returns: nothing
// order: none
CREATE CONSTRAINT source_key IF NOT EXISTS FOR (s:Source) REQUIRE s.key IS UNIQUE
