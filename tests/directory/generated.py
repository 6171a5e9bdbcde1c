"""Records made up from the schema, for tests of what holds for any record."""

from typing import Any

from hypothesis import strategies as st

from barred.directory.schema import KINDS, Field

__all__ = ["records"]

_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=3)
_DAYS = st.dates().map(str) | st.sampled_from(["2019", "2019-08"])
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _WORDS | st.text("ab =[]{}\"'\n#", min_size=1),
    "texts": _TEXTS,
    "date": _DAYS,
    "flag": st.booleans(),
    "number": st.floats(0, 1),
    "integer": st.integers(0, 10**9),
    "unclear": st.dictionaries(st.sampled_from(["sites", "places", "goods"]), _TEXTS, min_size=1),
    "traits": st.dictionaries(
        st.sampled_from(["reach", "odd key", "is_binding"]), st.booleans() | _WORDS | _TEXTS, min_size=1
    ),
}


def records() -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """Give kinds with fields for them: any texts, no empty values, some fields left out."""
    return st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), _table(KINDS[kind])))


def _table(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    optional = {field.name: _value(field) for field in fields}
    first = fields[0].name
    return st.fixed_dictionaries({first: optional.pop(first)}, optional=optional)


def _value(field: Field) -> st.SearchStrategy[Any]:
    match field.type:
        case "record":
            return _table(field.fields)
        case "records":
            return st.lists(_table(field.fields), min_size=1, max_size=3)
        case _:
            return _VALUES[field.type]
