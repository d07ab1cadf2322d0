"""Geometry and graphics: layout, styles, legend, pictures and SVG."""
