"""What the columns of a table mean: guessed by their heads and cells, with the reason, overruled by the user."""
