"""A view set as a page, in the words of a language, with its address and its two other forms."""
