"""How texts are cut, and that every piece is found again where it says it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.text.fold import fold
from barred.text.tokens import model_form, tokens

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(TEXTS)
def test_positions_lead_back_to_the_text(text: str) -> None:
    """A token is the text between its positions, and tokens do not overlap."""
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


@given(st.text(st.characters(codec="ascii", categories=("Ll", "Nd", "P", "Zs")), max_size=60))
def test_words_of_tokens_are_the_words_of_the_text(text: str) -> None:
    """Where nothing is glued, cutting loses no letter."""
    assert [word for token in tokens(text) for word in token.words] == fold(text).split()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("TheEX-CAM-H200T", ["The", "EX-CAM-H200T"]),
        ("Optics,DVS", ["Optics", "DVS"]),
        ("ExampleEX-2CD", ["Example", "EX-2CD"]),
        ("iEX-7200", ["iEX-7200"]),
        ("ExOptics", ["ExOptics"]),
        ("EX920+", ["EX920+"]),
        ("EX-1(A)/S", ["EX-1", "A", "S"]),
        ("示例EX-2摄像机", ["示例", "EX-2", "摄像机"]),
        ("EX_CAM", ["EX", "CAM"]),
        ("S.p.A.", ["S.p.A"]),
    ],
)
def test_what_is_glued_is_cut(text: str, wanted: list[str]) -> None:
    """Commas, scripts and the step from a word into a model number cut; capitals inside a name do not."""
    assert [token.text for token in tokens(text)] == wanted


@pytest.mark.parametrize("text", ["ex-200x", "EX–200X", "ＥＸ－２００Ｘ"])
def test_numbers_have_one_form(text: str) -> None:
    """Case, width and the kind of dash do not matter in model numbers."""
    assert model_form(text) == "EX-200X"
