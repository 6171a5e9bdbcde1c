"""A record that an exchange file gives, on its way into a folder, and what must hold before it is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from barred.directory.records import tables, walk
from barred.directory.schema import KINDS, Field
from barred.errors import FileProblem

__all__ = ["Given", "check_given"]

# A record is found by kind and id.
_Has = Callable[[str, str], bool]
_ALL_KINDS = (*KINDS,)
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "date": ((str,), "a date as text"),
    "flag": ((bool,), "true or false"),
    "integer": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
    "text": ((str,), "a text"),
    "texts": ((list,), "a list of texts"),
}


class Given(NamedTuple):
    """A record as a file gives it.

    Args:
        kind: Its kind.
        data: Its fields as a record file holds them.
        where: File and row or node, for whoever has to mend it.
    """

    kind: str
    data: dict[str, Any]
    where: str


def check_given(given: Iterable[Given], *, has: _Has, terms: Callable[[str], Iterable[str] | None]) -> None:
    """Hold records against the schema and against each other, before anything is written.

    Args:
        given: The records.
        has: Whether there is a record of a kind with an id beside those given.
        terms: The terms of a vocabulary that is not among those given; None when nobody has it.

    Raises:
        FileProblem: A record is given twice, lacks a field, has a wrong type or names what is nowhere.
    """
    found = list(given)
    mine: dict[tuple[str, str], Given] = {}
    for one in found:
        first = mine.setdefault((one.kind, str(one.data.get("id"))), one)
        if first is not one:
            what = f"{one.kind} {one.data.get('id')!r} is given twice, first at {first.where}"
            raise FileProblem(what, where=one.where, remedy="keep one of them")
        _check_shape(one)
    words = {key: {str(term["id"]) for term in one.data["terms"]} for (kind, key), one in mine.items()
             if kind == "vocabulary"}  # fmt: skip

    def named(refers: str, value: str, *, one: Given) -> bool:
        if refers.startswith("term:"):
            vocabulary = refers.removeprefix("term:")
            known = words.get(vocabulary) or set(terms(vocabulary) or ())
            return value in known
        if refers == "evidence":
            return any(part["key"] == value for part in one.data.get("evidence", ()))
        kinds = _ALL_KINDS if refers == "record" else (refers,)
        return any((kind, value) in mine or has(kind, value) for kind in kinds)

    for one in found:
        for field, value in _references(one):
            refers, wanted = _party(field.refers, value)
            if not named(refers, wanted, one=one):
                what = f"{field.name} of {one.kind} {one.data['id']!r} names {value!r}, which is no {_word(refers)}"
                raise FileProblem(what, where=one.where, remedy="give it too, or name a directory that has it")


def _references(one: Given) -> Iterator[tuple[Field, str]]:
    for place in walk(one.kind, one.data):
        if place.field.refers:
            for value in place.value if isinstance(place.value, list) else [place.value]:
                yield place.field, value


def _party(refers: str, value: str) -> tuple[str, str]:
    """Give the kind and id that a value names: a party is an organisation or a term."""
    if refers != "party":
        return refers, value
    is_organisation = value.startswith("org:")
    return ("organisation", value.removeprefix("org:")) if is_organisation else ("term:party", value)


def _word(refers: str) -> str:
    vocabulary = refers.removeprefix("term:")
    return f"term of {vocabulary}" if vocabulary != refers else refers


def _check_shape(one: Given) -> None:
    for table in tables(one.kind, one.data):
        known = {field.name: field for field in table.fields}
        shown = ".".join(map(str, table.path))
        place = f"{one.where}, {shown}" if shown else one.where
        _check_names(known, table.data, place)
        for name, value in table.data.items():
            wanted = _TYPES.get(known[name].type)
            is_flag = isinstance(value, bool) and known[name].type != "flag"
            if wanted and (is_flag or not isinstance(value, wanted[0]) or not _all_texts(value)):
                raise FileProblem(f"{name} is {value!r}, expected {wanted[1]}", where=place)


def _check_names(known: Mapping[str, Field], data: Mapping[str, Any], place: str) -> None:
    for name in data:
        if name not in known:
            raise FileProblem(f"unknown field {name!r}", where=place, remedy=f"expected one of {', '.join(known)}")
    for name, field in known.items():
        if field.is_required and data.get(name) in (None, "", []):
            raise FileProblem(f"{name} is missing", where=place)


def _all_texts(value: object) -> bool:
    return not isinstance(value, list) or all(isinstance(one, str) for one in value)
