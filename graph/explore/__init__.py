"""The Explore page without its screen: a view as a value, and the part of the graph that it shows."""
