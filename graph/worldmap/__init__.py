"""The world map: its outline and projection, the positions of nodes, the lines between them, and the printed map."""
