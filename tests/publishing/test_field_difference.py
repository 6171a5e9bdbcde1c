"""Two versions of a record, field by field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.publishing.field_difference import field_differences

TEXTS = st.text("ab", max_size=2)
RECORDS = st.dictionaries(
    TEXTS,
    TEXTS | st.lists(TEXTS, max_size=3) | st.lists(st.fixed_dictionaries({"key": TEXTS, "note": TEXTS}), max_size=2),
)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": "1"}, {"a": "1"}, []),
        ({"a": "1"}, {}, [("a", "1", None)]),
        ({}, {"a": ["x"]}, [("a", None, "x")]),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, []),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, [("a.b", 1, 2)]),
        (
            {"evidence": [{"key": "k", "start": 1}, {"key": "l"}]},
            {"evidence": [{"key": "k", "start": 2}]},
            [("evidence[k].start", 1, 2), ("evidence[l]", {"key": "l"}, None)],
        ),
        ({"stages": [{"date": "2019"}]}, {"stages": [{"date": "2020"}]}, [
            ("stages", {"date": "2019"}, None),
            ("stages", None, {"date": "2020"}),
        ]),
        ({"a": "x"}, {"a": ["x"]}, [("a", "x", ["x"])]),
    ],
)  # fmt: skip
def test_differences(before: dict[str, Any], after: dict[str, Any], found: list[tuple[str, object, object]]) -> None:
    """Order in lists does not matter; what has a key is compared with its namesake."""
    assert [tuple(one) for one in field_differences(before, after)] == found


@given(before=RECORDS, after=RECORDS)
def test_back_is_the_mirror_of_forth(before: dict[str, Any], after: dict[str, Any]) -> None:
    """The same fields, with the sides changed; nothing differs from itself."""
    forth = sorted(repr((one.field, one.before, one.after)) for one in field_differences(before, after))
    back = sorted(repr((one.field, one.after, one.before)) for one in field_differences(after, before))

    assert forth == back
    assert list(field_differences(before, before)) == []
