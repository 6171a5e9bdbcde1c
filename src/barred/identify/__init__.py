"""From the thing in hand to the organisations that it may point to, with the signals that say so."""
