"""Checked rows as a report, in the form that the suffix of its file asks for."""
