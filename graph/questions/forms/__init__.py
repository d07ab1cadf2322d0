"""Forms of questions that have a grammar of their own."""
