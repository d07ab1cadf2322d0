"""Search of the records: every claim and node as a short text, ranked by the words of a question."""
