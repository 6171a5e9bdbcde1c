"""Millions of rows: the plan of a run, its pieces, its engines and its folder."""
