"""Captured documents: passages by position and digest, and which of them the records cite."""
