"""Columns of words are weighed as the lexicon weighs single words."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.weigh import FORM_WEIGHT, Weigher
from barred.matching.word_codes import WordLetters, word_codes
from tests.matching.words_known import CORES, lexicon

KNOWN = sorted(word for word in lexicon().kinds if " " not in word)
WORDS = st.lists(st.sampled_from(KNOWN) | st.sampled_from(CORES) | st.sampled_from(["7", "x9", "ltd"]), unique=True)


def is_form(word: str) -> bool:
    """Tell whether a word is counted as part of a legal form."""
    return word in lexicon().forms or (word in lexicon().form_words and lexicon().counts.get(word, 0) >= 20)


@settings(deadline=None)
@given(WORDS)
def test_words_weigh_what_the_lexicon_says(words: list[str]) -> None:
    """Forms weigh next to nothing; the code is that of the word that is meant."""
    column = pa.array(words, pa.string())

    weights, keys = Weigher(lexicon()).weigh(column, WordLetters(column))

    meanings = [lexicon().meaning(word) for word in words]
    wanted = [
        min(FORM_WEIGHT, told.weight) if is_form(word) else told.weight
        for word, told in zip(words, meanings, strict=True)
    ]
    meant = [word if " " in told.key else told.key for word, told in zip(words, meanings, strict=True)]
    assert [round(float(weight), 3) for weight in weights] == [round(weight, 3) for weight in wanted]
    assert keys.tolist() == word_codes(pa.array(meant, pa.string())).tolist()


def test_slips_in_common_forms_weigh_little() -> None:
    """An unknown word one letter from a common legal form is most often that form."""
    column = pa.array(["limitd", "veloptic", "corporatoin"])

    weights, _ = Weigher(lexicon()).weigh(column, WordLetters(column))

    assert weights[0] == weights[2] < weights[1]
