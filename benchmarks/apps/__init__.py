"""Small pages that `benchmarks/pictures.py` opens, one graph on each."""
