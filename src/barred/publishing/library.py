"""What the pages need to see of a directory: a book that can also be leafed through."""

from collections.abc import Mapping
from typing import Protocol

from barred.model.account import Event, Figure, Product, Statement
from barred.model.book import Book

__all__ = ["Library"]


class Library(Book, Protocol):
    """A book that tells what it holds; a snapshot is one."""

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind, in order."""
        ...

    def tables(self) -> Mapping[str, int]:
        """Give the bulk tables and how many rows each has."""
        ...

    def statement(self, key: str) -> Statement:
        """Give a statement by id."""
        ...

    def figure(self, key: str) -> Figure:
        """Give a figure by id."""
        ...

    def product(self, key: str) -> Product:
        """Give a product by id."""
        ...

    def event(self, key: str) -> Event:
        """Give an event by id."""
        ...
