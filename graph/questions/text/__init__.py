"""The text of a question before its meaning: letters, languages, common words, and words that may be names."""
