"""The model that all other packages use: records, vocabulary, dates, text, errors and settings.

It imports no other package of the project.
"""
