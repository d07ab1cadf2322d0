"""Tests of the search of the records."""
