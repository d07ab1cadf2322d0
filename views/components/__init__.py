"""Components that pages share: Python, JavaScript and CSS side by side."""
