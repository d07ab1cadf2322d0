"""Streamlit pages and components, one file each. They show answers, and hold no logic."""
