"""Public schemes of identifiers, one a module: pure functions that tell a valid value."""
