"""What folding makes equal, what it keeps apart, and that it settles at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.text.fold import compact, fold

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A key folded twice is the same key."""
    once = fold(text)

    assert fold(once) == once


@given(TEXTS)
def test_folded_words_are_parted_by_single_spaces(text: str) -> None:
    """No other white space is left, and none at the ends."""
    assert fold(text) == " ".join(fold(text).split())


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_short_way_for_ascii_agrees_with_the_long_way(text: str) -> None:
    """A letter that forces the long way changes nothing about the others."""
    assert fold("é " + text) == f"e {fold(text)}".strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exämple Optics", "EXAMPLE OPTICS"),
        ("ＥＸＡＭＰＬＥ　ＯＰＴＩＣＳ", "example optics"),
        ("Example™ Optics®", "example optics"),
        ("Exam\u00adple\u200b Optics", "example optics"),
        ("Straße", "STRASSE"),
        ("İstanbul Optik", "istanbul optik"),
        ("Øptics Łens", "optics lens"),
        ("EXAMPLE_OPTICS-(CO.),LTD", "example optics co ltd"),
    ],
)
def test_habits_of_writing_do_not_matter(one: str, other: str) -> None:
    """Width, case, accents, marks of trade and punctuation tell nothing about who is meant."""
    assert fold(one) == fold(other)


def test_marks_that_make_another_letter_stay() -> None:
    """Voicing marks of kana tell words apart; accents of Latin letters do not."""
    assert fold("ハ") != fold("バ")
    assert fold("e") == fold("é")


def test_compact_forgets_where_words_end() -> None:
    """Glued and split spellings of a name have one compact form."""
    assert compact("Example OpticsCo.,Ltd") == compact("example optics co ltd")
