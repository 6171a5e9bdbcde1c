"""Files that take long to check: the queue's workers, what they leave behind, and for how long."""
