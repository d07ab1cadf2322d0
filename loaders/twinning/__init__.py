"""Twin towns: lists and Wikidata results."""
