"""Twin towns, from lists and from Wikidata."""
