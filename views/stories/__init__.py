"""The pages "Stories" and "Present"."""
