"""Streamlit pages, one folder each, and the components they share. Pages show answers and compute nothing."""
