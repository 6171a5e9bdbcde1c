"""One device at a door, now: allow it, deny it, or ask a person."""
