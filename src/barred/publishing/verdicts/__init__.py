"""A verdict told: as data, as lines, as cells of a row, as a sheet to read."""
