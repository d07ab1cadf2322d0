"""Stories: slides told in an order, each a question or a view with its words, for a stage and for files."""
