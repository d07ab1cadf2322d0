"""Small pages that `benchmarks/rendering.py` opens, one graph on each."""
