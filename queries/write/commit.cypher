// name: commit
// question: (write) Readers see this load from now on: the one write that moves the number.
// params: number
// returns: nothing
// order: none
MERGE (state:Citylinks {name: 'graph'})
SET state.number = $number
