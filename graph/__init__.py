"""The property graph and its answers.

Nothing here imports `loaders`, `views`, `app` or `cli`: they import this.
"""
