"""Where two versions of a record differ, field by field."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["FieldChange", "field_differences"]

# What tells one record in a list from the others, so that a change inside it is not a loss and a gain.
_KEYS = ("id", "key")


class FieldChange(NamedTuple):
    """A field that differs: its path with dots, and its value in both; None where it is not there."""

    field: str
    before: object
    after: object


def field_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Give the fields in which two versions of a record differ.

    Lists are compared without regard to order: an element that only one side has is one change.
    Elements that carry an id or a key are compared with the one of the same id or key.

    Example:
        >>> [*field_differences({"a": 1, "b": ["x", "y"]}, {"a": 2, "b": ["y"]})]
        [FieldChange(field='a', before=1, after=2), FieldChange(field='b', before='x', after=None)]
    """
    yield from _differences("", before, after)


def _differences(path: str, before: object, after: object) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted({*before, *after}):
            yield from _differences(f"{path}.{name}" if path else name, before.get(name), after.get(name))
    elif isinstance(before or [], list) and isinstance(after or [], list):
        yield from _in_lists(path, _listed(before), _listed(after))
    else:
        yield FieldChange(path, before, after)


def _in_lists(path: str, before: list[Any], after: list[Any]) -> Iterator[FieldChange]:
    key = next((one for one in _KEYS if all(isinstance(x, dict) and one in x for x in (*before, *after))), "")
    if key:
        old, new = ({str(one[key]): one for one in some} for some in (before, after))
        for name in sorted({*old, *new}):
            is_in_both = name in old and name in new
            if is_in_both:
                yield from _differences(f"{path}[{name}]", old[name], new[name])
            else:
                yield FieldChange(f"{path}[{name}]", old.get(name), new.get(name))
        return
    old, new = ({json.dumps(one, sort_keys=True): one for one in some} for some in (before, after))
    yield from (FieldChange(path, one, None) for text, one in old.items() if text not in new)
    yield from (FieldChange(path, None, one) for text, one in new.items() if text not in old)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
