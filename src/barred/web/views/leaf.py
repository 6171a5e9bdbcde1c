"""What the views of all pages for people have in common: the titles of what they name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from barred.directory.snapshot import Snapshot
from barred.web.views.view import View

__all__ = ["Choice", "Labels", "Leaf"]


@dataclass(frozen=True)
class Choice:
    """A word that a user may choose, with its title."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Leaf(View):
    """A page.

    Args:
        names: Titles of the records that the page names, by id.
        labels: Titles of the words of closed lists that it uses, by list and id.
    """

    TABLE: ClassVar[str] = ""

    names: dict[str, str]
    labels: dict[str, dict[str, str]]


class Labels:
    """Gathers the titles of what a page names.

    Args:
        book: The directory.
    """

    def __init__(self, book: Snapshot) -> None:
        self._book = book
        self._names: dict[str, str] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def name(self, *keys: str | None) -> None:
        """Take the titles of records up; what is no id of a record is passed over."""
        for key in keys:
            if key and key not in self._names:
                kinds = self._book.kinds_of(key)
                if kinds:
                    self._names[key] = str(self._book.body(kinds[0], key).get("title", key))

    def term(self, vocabulary: str, *terms: str | None) -> None:
        """Take the titles of words of a closed list up."""
        known = self._book.vocabulary(vocabulary).terms
        for term in terms:
            if term and term in known:
                self._labels.setdefault(vocabulary, {})[term] = known[term].title

    def rows(self, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
        """Take up what some columns of some rows hold.

        Args:
            rows: Rows of a list.
            columns: Column to the closed list that its words are of; empty for ids of records.
        """
        for row in rows:
            for column, vocabulary in columns.items():
                cell = row.get(column)
                held = cell if isinstance(cell, list | tuple) else [cell]
                if vocabulary:
                    self.term(vocabulary, *held)
                else:
                    self.name(*held)

    def told(self) -> dict[str, Any]:
        """Give the two fields of a `Leaf`."""
        return {"names": dict(sorted(self._names.items())), "labels": dict(sorted(self._labels.items()))}
