"""Checks for records of one thing under two ids, which would count it twice."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from barred.directory.known import Known
from barred.directory.read import RecordFile
from barred.directory.records import records_at
from barred.directory.rules.register import Fault, rule

__all__: list[str] = []

_Body = Mapping[str, Any]

# Fields by which a record says that it knows of another.
_NAMING = ("related", "follows", "supersedes", "changes")
# Dates are compared to the month: sources that report one thing often differ by days.
_MONTH = len("2019-08")


@rule("DUP-001", "one thing has one record, or its records name each other", "event", "restriction", "statement")
def is_no_second_record(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Compare a record with those of its kind that were recorded before it."""
    mine = known.body(file.kind, file.id)
    is_alike = _ALIKE[file.kind]
    for key, body in known.bodies(file.kind).items():
        if (
            is_alike(mine, body)
            and _order(key, body) < _order(file.id, mine)
            and key not in _named(mine)
            and file.id not in _named(body)
        ):
            what = f"looks like a second record of {key!r}"
            yield Fault(("id",), what, "merge them, or name it under related when it is another")


def _order(key: str, body: _Body) -> tuple[str, str]:
    return str(body.get("recorded", "")), key


def _named(body: _Body) -> set[str]:
    return {key for name in _NAMING for key in body.get(name, [])}


def _are_restrictions_alike(mine: _Body, other: _Body) -> bool:
    """Hold actor, action, targets and steps against each other."""
    return bool(
        _agree(mine, other, ("actor", "action")) and _targets(mine) & _targets(other) and _steps(mine) & _steps(other)
    )


def _targets(body: _Body) -> set[str]:
    return {str(one.get("organisation") or one.get("target_class")) for _, one in records_at(body, "targets")}


def _steps(body: _Body) -> set[tuple[str, str]]:
    return {(str(one.get("stage")), str(one.get("date"))[:_MONTH]) for _, one in records_at(body, "stages")}


def _are_events_alike(mine: _Body, other: _Body) -> bool:
    """Hold type, day and parties against each other; a second record may know fewer parties, not others."""
    if not _agree(mine, other, ("type", "date")):
        return False
    first, second = _parties(mine), _parties(other)
    return bool(first and second) and (first <= second or second <= first)


def _parties(body: _Body) -> set[str]:
    # Who reports does so many times a day; what is reported tells one time from another.
    roles = {str(one.get("organisation")) for _, one in records_at(body, "roles") if one.get("role") != "author"}
    return roles | set(body.get("about", []))


def _are_statements_alike(mine: _Body, other: _Body) -> bool:
    """Hold speaker, type, topic and day against each other."""
    return _agree(mine, other, ("speaker", "type", "topic", "date"))


def _agree(mine: _Body, other: _Body, names: tuple[str, ...]) -> bool:
    return all(name in mine and mine[name] == other.get(name) for name in names)


_ALIKE: dict[str, Callable[[_Body, _Body], bool]] = {
    "event": _are_events_alike,
    "restriction": _are_restrictions_alike,
    "statement": _are_statements_alike,
}
