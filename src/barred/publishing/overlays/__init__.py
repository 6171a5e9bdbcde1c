"""Official lists as overlays of the directory: fetched, imported, linked by hand, looked into."""
