"""Geometry and ink: layout, styles, legend, pictures and SVG. No meaning."""
