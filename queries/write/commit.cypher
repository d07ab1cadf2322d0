// name: commit
// question: (write) Make this load the one that readers see. Only this query changes the number.
// params: number
// returns: nothing
// order: none
MERGE (state:Citylinks {name: 'graph'})
SET state.number = $number
