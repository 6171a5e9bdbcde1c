"""From the bytes of a file to the subjects in it: one input format a module, and nothing beyond that."""
