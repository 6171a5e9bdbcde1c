"""The schema of files and the classes of records tell the same story."""

from inspect import formatannotation
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

import pytest

from barred.directory.schema import FOLDERS, KINDS, VOCABULARY_FIELDS, Field
from barred.directory.traits import TRAITS
from barred.model.account import Event, Figure, Product, Statement
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction, Scope
from barred.model.source import Source
from barred.model.vocabulary import Term

CLASSES: dict[str, type[Any]] = {
    "event": Event,
    "figure": Figure,
    "organisation": Organisation,
    "product": Product,
    "restriction": Restriction,
    "source": Source,
    "statement": Statement,
}
# How the class writes what the schema calls a type; a value that may be missing is `| None` besides.
WRITTEN = {
    "text": "str",
    "date": "str",
    "texts": "tuple[str, ...]",
    "flag": "bool",
    "number": "float",
    "integer": "int",
    "unclear": "collections.abc.Mapping[str, list[str]]",
    "traits": "collections.abc.Mapping[str, object]",
    "record": "{}",
    "records": "tuple[{}, ...]",
}


def inside(record: type[Any], name: str) -> type[Any]:
    """Give the class of the records inside a field."""
    hint = get_type_hints(record)[name]
    (found,) = (one for one in get_args(hint) if hasattr(one, "_fields"))
    return cast("type[Any]", found)


def nested(name: str, record: type[Any], schema: tuple[Field, ...]) -> list[tuple[str, type[Any], tuple[Field, ...]]]:
    """Give a class and every class inside it, however deep, each with its fields of the schema."""
    holders = [field for field in schema if field.fields]
    below = [nested(f"{name}.{field.name}", inside(record, field.name), field.fields) for field in holders]
    return [(name, record, schema), *(pair for some in below for pair in some)]


def pairs() -> list[tuple[str, type[Any], tuple[Field, ...]]]:
    """Give every class of record and of records inside it with the fields of the schema."""
    found = [pair for kind, record in CLASSES.items() for pair in nested(kind, record, KINDS[kind])]
    (terms,) = (field for field in KINDS["vocabulary"] if field.name == "terms")
    return [*found, ("vocabulary.terms", Term, terms.fields)]


EACH = pytest.mark.parametrize(
    ("name", "record", "schema"), pairs(), ids=lambda value: value if isinstance(value, str) else ""
)


@EACH
def test_schema_and_class_have_the_same_fields(name: str, record: type[Any], schema: tuple[Field, ...]) -> None:
    """Every field of one is in the other, in the same order."""
    assert list(record._fields) == [one.name for one in schema], name


@EACH
def test_schema_and_class_have_the_same_types(name: str, record: type[Any], schema: tuple[Field, ...]) -> None:
    """What the check lets through is what the class promises."""
    hints = get_type_hints(record)
    for field in schema:
        part = formatannotation(inside(record, field.name)) if field.fields else ""
        written = formatannotation(hints[field.name]).removesuffix(" | None")
        assert written == WRITTEN[field.type].format(part), f"{name}.{field.name}"


@EACH
def test_what_a_class_needs_is_required(name: str, record: type[Any], schema: tuple[Field, ...]) -> None:
    """A record that passes the check can always be built."""
    needed = set(record._fields) - set(record._field_defaults)

    assert needed <= {one.name for one in schema if one.is_required}, name


def test_every_record_is_built_whole() -> None:
    """Building makes the records inside a record too, where the schema has them, and nowhere else."""
    for kind, record in CLASSES.items():
        holders = [field for field in KINDS[kind] if field.fields]
        assert holders, kind
        for field in holders:
            part = inside(record, field.name)
            one = _filled(field.fields)
            built = build(record, {**_filled(KINDS[kind]), field.name: one if field.type == "record" else [one]})
            held = getattr(built, field.name)
            assert isinstance(held if field.type == "record" else held[0], part), f"{kind}.{field.name}"
    assert set(FOLDERS.values()) == set(KINDS) == {*CLASSES, "vocabulary"}


def _filled(schema: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: [] if field.type in {"texts", "records"} else "x" for field in schema if field.is_required}


def test_what_is_referred_to_exists(builtin: Path) -> None:
    """Every vocabulary and kind that the schema names is there."""
    refers = {field.refers for _, _, schema in pairs() for field in schema} - {""}
    refers |= set(VOCABULARY_FIELDS.values())
    vocabularies = {f"term:{path.stem}" for path in (builtin / "vocabulary").glob("*.toml")}

    assert len(refers) > 15
    assert refers <= vocabularies | set(KINDS) | {"evidence", "party", "record"}
    assert {f"term:{name}" for name in TRAITS} <= vocabularies


def test_the_parts_of_a_case_are_those_of_a_scope() -> None:
    """What can be unclear is what a scope can limit."""
    assert set(VOCABULARY_FIELDS) == set(Scope._fields) - {"unclear", "note", "evidence"}


def test_a_difference_is_a_fault() -> None:
    """The comparison has failed once."""
    with pytest.raises(AssertionError):
        test_schema_and_class_have_the_same_fields("source", Source, KINDS["source"][1:])
    with pytest.raises(AssertionError):
        test_schema_and_class_have_the_same_types("term", Term, (Field("id", "flag"),))
