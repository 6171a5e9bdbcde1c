"""A sheet of paper, and its forms: HTML, PDF and text."""
