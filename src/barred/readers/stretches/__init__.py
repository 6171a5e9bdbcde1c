"""Large inputs in pieces that several processes read, column by column."""
