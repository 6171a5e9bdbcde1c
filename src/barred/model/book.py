"""What the rooms that identify and judge need to see of a directory."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Vocabulary

__all__ = ["Book"]


class Book(Protocol):
    """A directory that can be asked; a snapshot is one, and so is a handful of records in a test."""

    @property
    def digest(self) -> str:
        """Name of the content, `sha256:` and 64 hexadecimal digits."""
        ...

    @property
    def checked(self) -> str:
        """The day on which the directory was last checked, ISO date; empty when no record tells."""
        ...

    def organisation(self, key: str) -> Organisation:
        """Give an organisation by id."""
        ...

    def source(self, key: str) -> Source:
        """Give a source by id."""
        ...

    def restriction(self, key: str) -> Restriction:
        """Give a restriction by id."""
        ...

    def vocabulary(self, name: str) -> Vocabulary:
        """Give a vocabulary by name."""
        ...

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give the restrictions that name one of the organisations or aim at any class, by id."""
        ...

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table, in file order."""
        ...
