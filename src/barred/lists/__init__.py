"""Official lists: bytes as a publisher gives them to entries; one list, or family of one layout, a file."""
