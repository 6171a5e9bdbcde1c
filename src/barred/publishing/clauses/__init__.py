"""Reports that clauses of contracts ask for: what, by when, of which items."""
