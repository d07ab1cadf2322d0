"""The world map: its outline and projection, where things stand on it, what joins them, and the map as print."""
