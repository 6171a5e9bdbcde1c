"""Addresses: each turns a request into a question, and its view into an answer."""
