"""Claims and nodes as columns of numbers, and the Arrow files that hold them."""
