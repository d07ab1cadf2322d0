"""The Ask page: a question in plain words and its answer."""
