"""What a client brings: single questions and whole files, answered the same way."""
