"""Passages by position and digest, and the way from folded text back to the document."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import UsageProblem
from barred.evidence.folded import Folded
from barred.evidence.passage import Lines, cut, passage_digest
from barred.evidence.quote import find_quote

# Letters that compose, jamo, signs without case, gaps of all kinds.
TEXT = st.text(alphabet="ab. \n\t\u00a0\u2003eé\u0301\u0323\u1112\u1161\u11ab한疆。“”'", max_size=60)


def test_the_digest_is_that_of_the_form_agreed() -> None:
    """SHA-256 of the UTF-8 of the folded words; the value was computed by another program."""
    assert passage_digest(" one\n\ttwo ") == "sha256:8ab63e29a4ba14e4e1688f9c15e5af90895421358c945b0431f85d66977bd3d2"


@given(TEXT)
def test_gaps_and_composition_do_not_count(text: str) -> None:
    """The digest of a text is that of its folded form, however it is composed."""
    folded = Folded(text).text

    assert folded == " ".join(normalize("NFC", text).split())
    assert passage_digest(text) == passage_digest(folded) == passage_digest(normalize("NFD", text))


@given(TEXT, st.data())
def test_a_folded_piece_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    """What lies at the position has the digest of the piece."""
    folded = Folded(text)
    # Marks that do not compose share the origin of their letter: a piece has all of them or none.
    edges = [n for n in range(len(folded.text)) if not n or folded.origins[n] != folded.origins[n - 1]]
    starts = [n for n in edges if folded.text[n] != " "]
    ends = [n for n in (*edges[1:], len(folded.text)) if n and folded.text[n - 1] != " "]
    if not starts:
        return
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.sampled_from([n for n in ends if n > start]))

    first, last = folded.raw(start, end)

    assert passage_digest(cut(text, start=first, end=last)) == passage_digest(folded.text[start:end])
    assert folded.at(first) == start


def test_a_letter_keeps_its_marks() -> None:
    """Also those that stay apart when it is composed: half a letter is no place in a document."""
    folded = Folded("xe\u0323\u0301y")

    assert len(folded.text) == 4
    assert folded.raw(1, 2) == folded.raw(1, 3) == (1, 4)


@pytest.mark.parametrize(("start", "end"), [(0, 4), (2, 2), (2, 1), (-1, 2)])
def test_a_position_outside_is_a_usage_problem(start: int, end: int) -> None:
    """Python would give something else without a word."""
    with pytest.raises(UsageProblem, match="of 3 characters"):
        cut("abc", start=start, end=end)


@given(st.text(alphabet="ab\n\r", max_size=30))
def test_lines_are_counted_as_editors_do(text: str) -> None:
    """A line break ends its own line."""
    lines = Lines(text)

    assert [lines.number(n) for n in range(len(text))] == [text.count("\n", 0, n) + 1 for n in range(len(text))]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("no lens", [(0, 7), (19, 27)]),
        ('"we said', [(10, 18)]),
        ("  said\nno ", [(14, 21)]),
        ("nothing", []),
        (" ", []),
    ],
    ids=["several", "straight quote", "other gaps", "nowhere", "empty"],
)
def test_quotes_are_found_whatever_the_gaps(words: str, places: list[tuple[int, int]]) -> None:
    """A user copies from a page that breaks lines elsewhere, and types the quotes of a keyboard."""
    assert find_quote("no lens.  “we said\nno  lens”", words) == places


def test_exact_signs_come_first() -> None:
    """Only words that stand nowhere are sought with other quotes."""
    assert find_quote("it’s it's", "it's") == [(5, 9)]
