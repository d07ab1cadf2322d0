"""Places: GeoNames, countries, areas, and the matching of names to places."""
