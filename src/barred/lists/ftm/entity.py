"""Read FollowTheMoney entities, a JSON line each, and remember where each stands."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from barred.errors import FileProblem

__all__ = ["Entity", "read_entities"]


class Entity(NamedTuple):
    """An entity and its line.

    `start` and `end` count code points of the file from 0, end excluded, without the line break;
    `line` is that text.
    """

    id: str
    schema: str
    properties: dict[str, tuple[str, ...]]
    start: int
    end: int
    line: str

    def texts(self, *names: str) -> tuple[str, ...]:
        """Give the values of some properties, each once, in order."""
        return tuple(dict.fromkeys(value for name in names for value in self.properties.get(name, ())))

    def first(self, *names: str) -> str:
        """Give the first value of the first property that has one, or nothing."""
        return next(iter(self.texts(*names)), "")


def read_entities(text: str, *, where: str = "") -> Iterator[Entity]:
    """Give the entities of a file, in order.

    Args:
        text: Its lines; empty ones are skipped.
        where: What to call the file in errors.

    Raises:
        FileProblem: A line is no entity: no JSON, no object, or without id, schema or properties.
    """
    begin = 0
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.rstrip("\r")
        if bare.strip():
            yield _entity(bare, begin, f"{where}:{number}")
        begin += len(line) + 1


def _entity(line: str, begin: int, where: str) -> Entity:
    try:
        told: Any = json.loads(line)
        held = {str(name): _values(values) for name, values in told["properties"].items()}
        return Entity(_text(told["id"]), _text(told["schema"]), held, begin, begin + len(line), line)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        remedy = "give a file with one JSON object a line that has id, schema and properties"
        raise FileProblem("no FollowTheMoney entity", where=where, remedy=remedy) from None


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(value)
    return value


def _values(values: object) -> tuple[str, ...]:
    given = values if isinstance(values, list) else [values]
    # An entity may stand whole where its id would do.
    plain = (one.get("id") if isinstance(one, dict) else one for one in given)
    return tuple(" ".join(str(one).split()) for one in plain if one not in (None, ""))
