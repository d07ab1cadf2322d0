// name: state_name
// question: (write) There is one state.
// params: none
// returns: nothing
// order: none
CREATE CONSTRAINT citylinks_name IF NOT EXISTS FOR (state:Citylinks) REQUIRE state.name IS UNIQUE
