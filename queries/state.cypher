// name: state
// question: Which load is in use?
// params: none
// returns: number
// order: one row, or none for an empty database
MATCH (state:Citylinks {name: 'graph'})
RETURN state.number AS number
