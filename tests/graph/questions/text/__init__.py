"""Tests of the words of a question: names, words left out, letters, languages."""
