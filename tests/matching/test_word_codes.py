"""Codes are equal where texts are, and the codes of shortened forms are the codes of their texts."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.word_codes import WordLetters, joined_codes, mixed, shortened_codes, word_codes

WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), max_size=9)


def codes(words: list[str]) -> list[int]:
    """Number words."""
    return [int(code) for code in word_codes(pa.array(words, pa.string()))]


@settings(deadline=None)
@given(WORDS)
def test_equal_words_and_no_others_have_equal_codes(words: list[str]) -> None:
    """A column has as many codes as distinct words."""
    numbered = codes(words)

    assert len(set(numbered)) == len(set(words))
    assert dict(zip(words, numbered, strict=True)) == {word: codes([word])[0] for word in words}


@settings(deadline=None)
@given(WORDS)
def test_shortened_forms_are_those_of_a_set_of_texts(words: list[str]) -> None:
    """Each word comes with itself and with every text that is left when one letter goes."""
    made, owners = shortened_codes(pa.array(words, pa.string()))
    found = {(int(owner), int(code)) for owner, code in zip(owners, made, strict=True)}

    twin = {
        (at, codes([form])[0] if form else 0)
        for at, word in enumerate(words)
        for form in {word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}
    }

    assert found == twin


@settings(deadline=None)
@given(st.text(max_size=9), st.text(max_size=9))
def test_joined_codes_are_those_of_the_joined_text(first: str, second: str) -> None:
    """What is numbered apart gives the number of what is written together."""
    one, other = (word_codes(pa.array([text], pa.string())) for text in (first, second))

    joined = joined_codes(one, other, sizes=np.array([len(first)]))

    assert joined.tolist() == codes([first + second])


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=50))
def test_mixing_loses_nothing(numbers: list[int]) -> None:
    """Different codes stay different."""
    assert len(set(mixed(np.array(numbers, np.uint64)).tolist())) == len(numbers)


@settings(deadline=None)
@given(st.lists(st.text("a7é٣威", min_size=1, max_size=4), max_size=6))
def test_digits_are_seen(words: list[str]) -> None:
    """The ten of ASCII are; those of other scripts count as letters."""
    assert WordLetters(pa.array(words, pa.string())).has_digit.tolist() == ["7" in word for word in words]
