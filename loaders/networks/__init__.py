"""Lists of the members of city networks."""
