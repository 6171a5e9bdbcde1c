"""What is known of words: kinds, what they stand for, how rare they are, and legal forms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.lexicon import KINDS
from tests.matching.words_known import lexicon, slips


@pytest.mark.parametrize(
    ("word", "kind", "key"),
    [
        ("technologies", "trade", "technology"),
        ("tech", "trade", "technology"),
        ("intl", "trade", "international"),
        ("iii", "number", "3"),
        ("007", "number", "7"),
        ("x9", "number", "x9"),
        ("hong kong", "place", "hk"),
        ("the", "stop", "the"),
        ("veloptic", "word", "veloptic"),
    ],
)
def test_words_have_a_kind_and_stand_for_something(word: str, kind: str, key: str) -> None:
    """Spellings of one thing have one key; a word that nobody lists is a name."""
    meaning = lexicon().meaning(word)

    assert (meaning.kind, meaning.key) == (kind, key)


def test_what_a_word_stands_for_is_known_too() -> None:
    """No spelling of a trade or a structure leads to a word that counts as a name: "ship" and "shipping" are trades."""
    known = lexicon().kinds
    led = {(key, kind) for kind, key in known.values() if key and kind in {"trade", "structure"}}

    assert led
    assert [key for key, kind in sorted(led) if known.get(key, ("", ""))[0] not in {"trade", "structure"}] == []


def test_rarity_is_capped_by_kind() -> None:
    """No word of trade tells as much as a name, and a stop word tells nothing."""
    most = {kind: max(lexicon().meaning(word).weight for word in _of(kind)) for kind in KINDS if kind != "word"}

    assert most["stop"] == 0 < most["structure"] < most["trade"] < most["place"] < lexicon().meaning("veloptic").weight


def _of(kind: str) -> list[str]:
    words = [word for word, (told, _) in lexicon().kinds.items() if told == kind]
    assert words, kind
    return words


@settings(deadline=None)
@given(st.data(), st.sampled_from(["gesellschaft mit beschrankter haftung", "corporation", "public limited company"]))
def test_long_legal_forms_are_known_with_one_slip(data: st.DataObject, form: str) -> None:
    """One letter changed, dropped, added or swapped inside a long form leaves it that form."""
    written = data.draw(slips(form))

    found = lexicon().form(written)

    assert lexicon().form(form) is not None
    # A slip may make another known form of it, or part it with a space; it never makes nothing of it.
    assert found is not None


def test_short_forms_are_known_exactly() -> None:
    """One letter away from "inc" are other words."""
    assert lexicon().form("inc") is not None
    assert lexicon().form("ink") is None
