"""What the directory records about both names decides before their letters do."""

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.screening.names.match_names import Recorded, answer_pairs, country_code, lexicon_of
from barred.screening.snapshot_index import whole_index


def answer(snapshot: Snapshot, left: str, right: str) -> tuple[str, float, list[str]]:
    """Give class, score and links of a pair."""
    recorded = Recorded(snapshot, whole_index(snapshot), Context(on="2026-01-01"))
    told = next(answer_pairs([left], [right], lexicon=lexicon_of(snapshot), recorded=recorded))
    return told.answer, told.score, told.why.get("links", [])


def test_two_names_of_one_body_are_the_same(snapshot: Snapshot) -> None:
    """Whatever the script: both are recorded for one organisation."""
    assert answer(snapshot, "海康威视", "Hikvision") == ("same", 0.99, [])


def test_an_ordinary_word_as_a_whole_name_is_whose_name_it_is(snapshot: Snapshot) -> None:
    """As a whole name "萤石", which is a mineral, is one body; inside a longer name it proves nothing."""
    assert answer(snapshot, "萤石", "Hangzhou Ezviz Network Co., Ltd.") == ("same", 0.99, [])
    assert answer(snapshot, "示例萤石矿业有限公司", "Hangzhou Ezviz Network Co., Ltd.")[0] == "unknown"


def test_linked_bodies_are_related(snapshot: Snapshot) -> None:
    """The links on the way are told, in one direction or the other, and it is not the same body."""
    told, score, links = answer(snapshot, "Dahua", "Lorex")

    assert told == "related"
    assert score <= 0.01
    assert links
    assert links[0].startswith("lorex ")


def test_a_recorded_other_body_of_the_name_is_a_namesake(snapshot: Snapshot) -> None:
    """Two organisations that are kept apart and share their name are not the same, however well they read."""
    names = {
        row[3]: row[2]
        for _, row in snapshot.lookup_all("name_key")
        if row[1] == "whole" and row[2] and "dahua electronics" in row[3].casefold()
    }
    assert names, "the directory records a namesake of Dahua"
    namesake = next(iter(names))

    assert answer(snapshot, namesake, "Dahua")[0] == "namesake"


def test_names_that_nobody_records_are_judged_by_letters(snapshot: Snapshot) -> None:
    """The record says nothing about invented firms."""
    assert answer(snapshot, "Veloptic Ltd", "Veloptic Limited")[0] == "same"
    assert answer(snapshot, "Veloptic", "Hikvision")[0] == "different"


@pytest.mark.parametrize(
    ("said", "code"),
    [("China", "cn"), ("cn", "cn"), ("CN", "cn"), ("Deutschland", "de"), ("us;cn", ""), ("Quay", ""), ("", "")],
)
def test_countries_are_read(snapshot: Snapshot, said: str, code: str) -> None:
    """Names and codes, and of several none."""
    assert country_code(said, lexicon_of(snapshot)) == code
