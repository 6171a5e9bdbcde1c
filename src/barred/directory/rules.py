"""The register of checks: each rule has a code, and yields what it finds wrong."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from barred.directory.locate import line_of
from barred.directory.read import RecordFile, Stack
from barred.model.finding import Finding

__all__ = ["RULES", "Fault", "Rule", "find_all", "records_at", "rule"]


class Fault(NamedTuple):
    """What a rule saw: the path of the field in its file, what is wrong and what mends it."""

    path: tuple[str | int, ...]
    what: str
    remedy: str


Look = Callable[[RecordFile, Stack], Iterator[Fault]]


class Rule(NamedTuple):
    """A check of one record in the light of the whole stack."""

    code: str
    says: str
    kinds: tuple[str, ...]
    look: Look


RULES: dict[str, Rule] = {}


def rule(code: str, says: str, *kinds: str) -> Callable[[Look], Look]:
    """Register a check under its code.

    Args:
        code: Its code, for life.
        says: What must hold, in words.
        kinds: The kinds of record that it looks at.
    """

    def register(look: Look) -> Look:
        if code in RULES:
            raise ValueError(f"{code} is taken")
        RULES[code] = Rule(code, says, kinds, look)
        return look

    return register


def find_all(stack: Stack) -> list[Finding]:
    """Run every registered check over every record.

    Returns:
        The findings, by file, line and code.
    """
    found = set()
    for one in RULES.values():
        for kind in one.kinds:
            for file in stack.of_kind(kind):
                found |= {_finding(one.code, file, fault) for fault in one.look(file, stack)}
    return sorted(found)


def _finding(code: str, file: RecordFile, fault: Fault) -> Finding:
    return Finding(file.shown, line_of(file.text, fault.path), code, fault.what, fault.remedy)


def records_at(data: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the records inside a field with their positions, whatever else stands there."""
    inside = data.get(name, [])
    if isinstance(inside, list):
        yield from ((n, one) for n, one in enumerate(inside) if isinstance(one, dict))
