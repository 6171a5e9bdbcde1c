"""What rules look up again and again in a stack, gathered once for each check."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from barred.directory.locate import FieldPath, line_of, lines_of
from barred.directory.read import RecordFile, Stack
from barred.directory.records import records_at
from barred.directory.used_terms import used_terms
from barred.text.fold import fold

__all__ = ["Known"]


class Known:
    """A stack with its look-ups, for as long as one check lasts.

    Args:
        stack: The records; nothing may change them meanwhile.
    """

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        # Kind and id of the records whose fields have wrong types: they exist, but say nothing.
        self.misshapen: set[tuple[str, str]] = set()
        self._bodies: dict[str, Mapping[str, Mapping[str, Any]]] = {}
        self._terms: dict[str, Mapping[str, Mapping[str, Any]] | None] = {}
        self._lines: dict[str, Mapping[FieldPath, int]] = {}

    def has(self, kind: str, key: str) -> bool:
        """Tell whether there is a record."""
        return (kind, key) in self.stack.records

    def body(self, kind: str, key: object) -> Mapping[str, Any]:
        """Give the fields of a record; none when it is missing or misshapen."""
        file = self.stack.records.get((kind, str(key)))
        return file.data if file and (kind, file.id) not in self.misshapen else {}

    def bodies(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """Give the fields of all records of a kind by id; for rules, when it is known which are misshapen."""
        if kind not in self._bodies:
            self._bodies[kind] = {file.id: self.body(kind, file.id) for file in self.stack.of_kind(kind)}
        return self._bodies[kind]

    def terms(self, vocabulary: str) -> Mapping[str, Mapping[str, Any]] | None:
        """Give the terms of a vocabulary by id; None when it is misshapen, so that nobody knows."""
        if vocabulary not in self._terms:
            found = {str(one.get("id")): one for _, one in records_at(self.body("vocabulary", vocabulary), "terms")}
            is_misshapen = ("vocabulary", vocabulary) in self.misshapen
            self._terms[vocabulary] = None if is_misshapen else found
        return self._terms[vocabulary]

    def traits(self, vocabulary: str, term: object) -> Mapping[str, Any]:
        """Give the traits of a term; none when it is not known."""
        traits = (self.terms(vocabulary) or {}).get(str(term), {}).get("traits")
        return traits if isinstance(traits, dict) else {}

    @cached_property
    def used(self) -> Mapping[str, set[str]]:
        """List to the terms of it that records and tables name."""
        return used_terms(self.stack)

    @cached_property
    def owners(self) -> Mapping[str, set[str]]:
        """Folded name to the organisations that record it as distinctive and not joint."""
        return self._named(is_joint=False)

    @cached_property
    def sharers(self) -> Mapping[str, set[str]]:
        """Folded name to the organisations that record it as joint."""
        return self._named(is_joint=True)

    def line(self, file: RecordFile, path: FieldPath) -> int:
        """Give the line on which a field of a record stands."""
        if file.shown not in self._lines:
            self._lines[file.shown] = lines_of(file.text)
        return line_of(self._lines[file.shown], path)

    def _named(self, *, is_joint: bool) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for file in self.stack.of_kind("organisation"):
            for _, one in records_at(self.body("organisation", file.id), "names"):
                is_meant = bool(one.get("joint")) == is_joint
                if is_meant and (is_joint or one.get("usage", "distinctive") == "distinctive"):
                    found.setdefault(fold(str(one.get("text"))), set()).add(file.id)
        return found
