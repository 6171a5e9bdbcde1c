"""Imported organisations that are recorded ones: the record takes their place everywhere."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from barred.lists.ftm.same import join_same

IDS = st.sampled_from(["ftm-a", "ftm-b", "ftm-c", "acme"])
RECORDS = st.lists(
    st.one_of(
        st.builds(lambda key, to: ("organisation", {"id": key, "names": [{}], "links": [{"to": to}]}), IDS, IDS),
        st.builds(
            lambda actor, to: ("restriction", {"id": "r", "actor": actor, "targets": [{"organisation": to}]}), IDS, IDS
        ),
        st.just(("source", {"id": "ftm-file-1"})),
    )
)
SAME = st.dictionaries(st.sampled_from(["ftm-a", "ftm-b"]), st.sampled_from(["acme", "quay"]))


def slowly(records: list[tuple[str, dict[str, Any]]], same: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """Replace the ids in the text of each record that stays."""
    kept = []
    for kind, data in records:
        if kind == "organisation" and data["id"] in same:
            continue
        text = json.dumps(data)
        for imported, recorded in same.items():
            text = text.replace(f'"{imported}"', f'"{recorded}"')
        kept.append((kind, json.loads(text)))
    return kept


@given(RECORDS, SAME)
def test_every_mention_is_replaced(records: list[tuple[str, dict[str, Any]]], same: dict[str, str]) -> None:
    """As replacing the ids in the text of the records does; twice is once."""
    joined = join_same(records, same)

    assert joined.records == slowly(records, same)
    assert join_same(joined.records, same).records == joined.records


def test_what_goes_with_a_record_is_counted() -> None:
    """Names, identifiers and links of the imported organisation stay with nobody."""
    firm = {"id": "ftm-a", "names": [{}, {}], "identifiers": [{}], "links": []}

    joined = join_same([("organisation", firm)], {"ftm-a": "acme"})

    assert joined.records == []
    assert joined.left_out == {
        "names of organisations that are recorded": 2,
        "identifiers of organisations that are recorded": 1,
    }
