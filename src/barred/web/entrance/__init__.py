"""Who comes in, how often, with what rights and how large: settled before a body is read."""
