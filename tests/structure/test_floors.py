"""The floors of the benchmarks, which the build does not run, can be read whenever somebody does."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLOORS = Path(__file__).parents[2] / "bench" / "floors.toml"


def numbers(told: dict[str, Any]) -> Iterator[Any]:
    """Give every number, however deep it stands."""
    for value in told.values():
        if isinstance(value, dict):
            yield from numbers(value)
        else:
            yield value


def test_every_floor_is_a_number() -> None:
    """A key that stands twice, or a word, would make a measure fail before it compares."""
    found = list(numbers(tomllib.loads(FLOORS.read_text("utf-8"))))

    assert len(found) > 20
    assert all(isinstance(one, int | float) and not isinstance(one, bool) for one in found)


def test_a_key_that_stands_twice_is_found() -> None:
    """The reader of the file refuses it."""
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(f"{FLOORS.read_text('utf-8')}\nprecision = 0\nprecision = 1\n")
