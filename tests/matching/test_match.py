"""Matching: order, split and company of rows change no hit, and the classes say what they mean."""

from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.explain import explain
from barred.matching.match import CLASSES, Matcher, match_pairs
from barred.matching.name_index import build_name_index
from tests.matching.words_known import company_names, lexicon

LISTED = [
    "Veloptic Digital Technology Co., Ltd.",
    "Veloptic",
    "Brontalis Mining Fund II LP",
    "Imbarugo Shipping Intl",
    "Sholtenna Steel Works",
    "Drupavik OOO",
    "示例威视",
    "Mykandor Oil (formerly Ostrelwyn Oil)",
]
MATCHER = Matcher(build_name_index(pa.array(LISTED), lexicon()), lexicon())
ASKED = st.lists(st.none() | company_names() | st.sampled_from(LISTED), max_size=8)
Told = tuple[str | None, int, str, float, str]


def told(names: Sequence[str | None], matcher: Matcher = MATCHER) -> list[Told]:
    """Give every hit of a column with the name that was asked and the whole explanation."""
    return [
        (
            names[hit.row],
            hit.name,
            hit.answer,
            hit.comparison.score,
            repr(explain(hit.comparison, lexicon(), names=(hit.left, hit.right))),
        )
        for hit in matcher.match(pa.array(names, pa.string()))
    ]


def answer(left: str, right: str) -> str:
    """Give the class of a pair."""
    return next(match_pairs(pa.array([left]), pa.array([right]), lexicon=lexicon())).answer


@settings(max_examples=40, deadline=None)
@given(ASKED, st.randoms())
def test_order_of_rows_changes_no_hit(names: list[str | None], random: object) -> None:
    """Rows in another order have the same hits."""
    shuffled = [*names]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert sorted(map(repr, told(shuffled))) == sorted(map(repr, told(names)))


@settings(max_examples=40, deadline=None)
@given(ASKED, st.integers(0, 8))
def test_split_of_rows_changes_no_hit(names: list[str | None], at: int) -> None:
    """Two batches give what one gives, and single names give it too, explanation included."""
    whole = told(names)

    assert told(names[:at]) + told(names[at:]) == whole
    assert [hit for name in names for hit in told([name])] == whole


def test_equal_rows_have_equal_hits() -> None:
    """A row that comes twice is answered twice."""
    hits = told(["Veloptic", "Drupavik", "Veloptic"])

    assert [hit for hit in hits if hit[0] == "Veloptic"] == [hit for hit in told(["Veloptic"]) for _ in (0, 1)][::2] * 2


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("Veloptic Digital Tech Co Ltd", "VELOPTIC DIGITAL TECHNOLOGY CO., LTD.", "same"),
        ("Prama Veloptic India Private Limited", "Veloptic", "mentions"),
        ("Veloptic", "Veloptic Sweden AB", "mentions"),
        ("Hangzhou Digital Technology", "Veloptic Digital Technology", "different"),
        ("示例威视", "Veloptic", "unknown"),
        ("Brontalis Fund II", "Brontalis Fund III", "different"),
    ],
)
def test_pairs_have_a_class(left: str, right: str, wanted: str) -> None:
    """Every pair is answered; what letters alone cannot tell is unknown."""
    assert answer(left, right) == wanted
    assert wanted in CLASSES


def test_names_in_two_scripts_are_never_guessed() -> None:
    """A native name is the same as itself, and unknown beside a name in other letters."""
    assert answer("示例威视有限公司", "示例威视") == "same"
    assert answer("示例威视有限公司", "Veloptic Ltd") == "unknown"
    assert answer("ООО Друпавик", "Drupavik OOO") == "unknown"


def test_a_name_under_several_names_is_found_by_each() -> None:
    """The best of the names in one cell counts."""
    hits = {name for _, name, found, _, _ in told(["Quenby Farms a.k.a. Sholtenna Steel Works"]) if found == "same"}

    assert hits == {LISTED.index("Sholtenna Steel Works")}


def test_countries_of_both_sides_count() -> None:
    """The same name in another stated country is less sure."""
    lands = ["cn"] * len(LISTED)
    matcher = Matcher(MATCHER.index, lexicon(), countries=lands)

    here, there = (
        max(hit.comparison.score for hit in matcher.match(pa.array(["Drupavik OOO"]), countries=[land]))
        for land in ("cn", "us")
    )

    assert here > there
