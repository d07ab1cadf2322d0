"""Schools of England: the register, its links and its groups."""
