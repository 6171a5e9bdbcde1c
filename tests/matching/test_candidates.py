"""The finder against a twin that compares every pair.

What it may miss is told and held: pairs that are one in spite of more than one changed letter, with a short word
misspelt, or with nothing but common words in common.
"""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.candidates import Finder
from barred.matching.compare import compare
from barred.matching.match import SAME_FROM
from barred.matching.name_index import NEAR_LETTERS, build_name_index
from barred.matching.spell import spell
from tests.matching.words_known import CORES, company_names, lexicon, prepared, slips


def found_pairs(asked: list[str], listed: list[str]) -> set[tuple[int, int]]:
    """Give the pairs that the finder finds."""
    index = build_name_index(pa.array(listed, pa.string()), lexicon())
    pairs = Finder(index, lexicon()).find(spell(pa.array(asked, pa.string()), lexicon()))
    return set(zip(pairs.rows.tolist(), pairs.names.tolist(), strict=True))


def twin_pairs(asked: list[str], listed: list[str]) -> set[tuple[int, int]]:
    """Give the pairs that are one name when every pair is compared."""
    sides = [[prepared(name) for name in names] for names in (asked, listed)]
    return {
        (row, name)
        for row, left in enumerate(sides[0])
        for name, right in enumerate(sides[1])
        if compare(left, right, lexicon=lexicon(), found_as="listed").score >= SAME_FROM
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(company_names(), max_size=6), st.lists(company_names(), max_size=8))
def test_whatever_is_one_name_is_found(asked: list[str], listed: list[str]) -> None:
    """Equal words, other spellings of trades and numbers, other order, other forms: nothing is missed."""
    assert twin_pairs(asked, listed) <= found_pairs(asked, listed)


@settings(max_examples=60, deadline=None)
@given(st.data(), company_names(), st.lists(company_names(), max_size=5))
def test_a_slip_in_a_distinctive_word_is_found(data: st.DataObject, name: str, others: list[str]) -> None:
    """One letter changed, dropped, added or swapped in the word that tells who it is."""
    core = next(core for core in CORES if core in name.split())
    written = " ".join(data.draw(slips(core)) if word == core else word for word in name.split())
    listed = [*others, name]

    found = found_pairs([written], listed)

    wanted = twin_pairs([written], listed) & {(0, len(others))}
    assert wanted <= found


@settings(max_examples=40, deadline=None)
@given(company_names(), st.integers(0, 3))
def test_glued_words_are_found_both_ways(name: str, at: int) -> None:
    """What one side writes together and the other apart meets, whoever is the list."""
    words = name.split()
    at = min(at, len(words) - 2)
    if at < 0:
        return
    glued = " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])

    for asked, listed in ((name, glued), (glued, name)):
        assert twin_pairs([asked], [listed]) <= found_pairs([asked], [listed])


def test_names_of_common_words_alone_never_meet_in_part() -> None:
    """A shared trade and a shared form are no reason to compare two names."""
    listed = ["Veloptic Digital Technology Co., Ltd.", "Zhejiang Brontalis Technology Co., Ltd."]

    assert found_pairs(["Hangzhou Digital Technology Co., Ltd.", "Zhejiang Technology Co., Ltd."], listed) == set()


def test_a_row_meets_the_names_that_share_most_with_it() -> None:
    """Of many near names those that share most of both are kept."""
    listed = [f"Veloptic {trade} Company" for trade in ("Mining", "Oil", "Gas", "Paper", "Glass", "Steel") * 5]

    found = found_pairs(["Veloptic Steel Company"], listed)

    assert {at for _, at in found} >= {at for at, name in enumerate(listed) if "Steel" in name}
    assert len(found) <= 25


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Vaxx Optics GmbH", "Vax Optics GmbH"),  # a word of three letters: other words are one letter away
        ("Brantilis", "Brontalis"),  # two letters of the only word
    ],
)
def test_what_the_finder_misses_is_known(asked: str, listed: str) -> None:
    """The bounds of the search: such pairs are not compared, however near they read."""
    assert NEAR_LETTERS == 4
    assert found_pairs([asked], [listed]) == set()


def test_nothing_asked_and_nothing_listed_is_nothing_found() -> None:
    """Empty names, empty columns and an empty index give no pair."""
    assert (
        found_pairs([], ["Veloptic"]) == found_pairs(["", "  "], ["Veloptic"]) == found_pairs(["Veloptic"], []) == set()
    )
