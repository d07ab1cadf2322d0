// name: state_name
// question: (write) Create the constraint that the state node exists once.
// params: none
// returns: nothing
// order: none
CREATE CONSTRAINT citylinks_name IF NOT EXISTS FOR (state:Citylinks) REQUIRE state.name IS UNIQUE
