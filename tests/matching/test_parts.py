"""Coined words are cut into the parts that many names share, and what is their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.matching.parts import Parts, are_other_parts, cut_parts, telling_letters

BEGINNINGS, ENDINGS = ("metro", "petro", "mega"), ("tech", "tec", "tronic", "tronix")


def cut(word: str) -> Parts:
    """Cut a word at some known parts."""
    return cut_parts(word, beginnings=BEGINNINGS, endings=ENDINGS)


@given(st.text("aeghmoprtcnix", min_size=1, max_size=14))
def test_nothing_is_lost(word: str) -> None:
    """The parts in order are the word, and an ending is never the whole of it."""
    parts = cut(word)

    assert "".join(parts) == word
    assert parts.beginning or parts.own


@pytest.mark.parametrize(
    ("one", "other", "are_other"),
    [
        ("metrotech", "petrotech", True),
        ("altronic", "altronix", True),
        ("petrotech", "petrotec", True),
        ("petrotech", "petrotehc", False),
        ("metrotech", "metrotech", False),
        ("avtech", "adtech", False),
    ],
)
def test_two_known_parts_make_two_words(one: str, other: str, *, are_other: bool) -> None:
    """A letter between two parts that are both known is no slip."""
    assert are_other_parts(cut(one), cut(other)) is are_other
    assert are_other_parts(cut(other), cut(one)) is are_other


@pytest.mark.parametrize(("one", "other", "letters"), [("avtech", "adtech", 4), ("veloptic", "velopfic", 8)])
def test_a_shared_ending_tells_little(one: str, other: str, letters: int) -> None:
    """What many words end with counts as two letters."""
    assert telling_letters(cut(one), cut(other)) == letters
