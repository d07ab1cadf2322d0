"""The question box that suggests names and questions."""
