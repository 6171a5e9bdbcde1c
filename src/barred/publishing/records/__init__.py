"""The records of the directory given away whole, and taken in again."""
