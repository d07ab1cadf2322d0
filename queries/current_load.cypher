// name: current_load
// question: Which load do readers see?
// params: none
// returns: number
// order: one row, or none for an empty database
MATCH (state:Citylinks {name: 'graph'})
RETURN state.number AS number
