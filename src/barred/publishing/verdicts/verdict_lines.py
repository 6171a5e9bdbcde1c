"""Verdicts as lines of JSON: what many of them share is put into words once.

A verdict on goods of a maker that many measures name is some thirty kilobytes, of which the row itself has one.
"""

import json
from collections.abc import Mapping

__all__ = ["VerdictLines"]

# What `ToldVerdicts` tells by the same objects; everything else belongs to the row.
_SHARED = frozenset({"context", "links", "restrictions", "questions", "citations"})
# So many parts are held; most are small, and one of thirty kilobytes is rare.
_REMEMBERED = 1024


class VerdictLines:
    """Writes verdicts as data; a line is what `json.dumps` writes, letters of other scripts left as they are."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[object, str]] = {}

    def line(self, verdict: Mapping[str, object]) -> str:
        """Give a verdict as a line, without its end."""
        parts = [f"{_written(name)}: {self._part(name, value)}" for name, value in verdict.items()]
        return f"{{{', '.join(parts)}}}"

    def _part(self, name: str, value: object) -> str:
        if name not in _SHARED:
            return _written(value)
        if id(value) not in self._held:
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            # The part is kept too: nothing else can be known by its number then.
            self._held[id(value)] = (value, _written(value))
        return self._held[id(value)][1]


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
