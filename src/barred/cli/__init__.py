"""The command line: words in, one call to the floor below, text out."""
