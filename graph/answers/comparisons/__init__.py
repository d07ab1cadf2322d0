"""Answers that compare several places or organisations."""
