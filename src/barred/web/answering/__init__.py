"""From a question to its answer: the edition asked, what is remembered, JSON, and every trouble as a problem."""
