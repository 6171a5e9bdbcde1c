"""The records, and what is asked and answered about them; standard library only."""
