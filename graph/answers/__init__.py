"""Answers to typed questions: one module for each form of answer, all based on the same findings."""
