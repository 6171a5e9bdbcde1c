"""The checks of a directory: each rule has a code, and yields what it finds wrong."""
