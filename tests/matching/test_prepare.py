"""Names are taken apart into words with their kinds and the legal forms at their ends."""

import pytest
from hypothesis import given, settings

from tests.matching.words_known import company_names, prepared


@pytest.mark.parametrize(
    ("name", "words", "forms", "tail"),
    [
        ("Veloptic Optics Co., Ltd.", ["veloptic", "optics"], 1, "co ltd"),
        ("OOO Veloptic", ["veloptic"], 1, ""),
        ("Veloptic Holding GmbH & Co. KG", ["veloptic", "holding"], 1, "gmbh and co kg"),
        ("Limited", ["limited"], 0, ""),
        ("Company Veloptic", ["company", "veloptic"], 0, ""),
        ("Veloptic Fund I", ["veloptic", "fund", "i"], 0, ""),
        ("Veloptic Forty Four", ["veloptic", "forty four"], 0, ""),
        ("Hong Kong Veloptic", ["hong kong", "veloptic"], 0, ""),
        ("杭州示例威视数字技术有限公司", ["杭州", "示例威视", "数字", "技术"], 1, "有限公司"),
        ("", [], 0, ""),
    ],
)
def test_forms_are_parted_from_words(name: str, words: list[str], forms: int, tail: str) -> None:
    """Forms go from the end and, where they are used there, from the beginning; a name keeps one word."""
    found = prepared(name)

    assert [word.text for word in found.words] == words
    assert (len(found.forms), found.tail) == (forms, tail)


def test_numbers_in_words_are_numbers() -> None:
    """The number "forty four", "XLIV" and "44" say the same, and a last "I" is a numeral."""
    keys = {prepared(f"Veloptic {written}").words[-1].key for written in ("Forty Four", "XLIV", "44")}

    assert keys == {"44"}
    assert prepared("Veloptic I").words[-1].key == "1"


@settings(deadline=None)
@given(company_names())
def test_no_word_is_lost(name: str) -> None:
    """Words, first form and tail together are the name as spelt."""
    found = prepared(name)

    rest = " ".join([*(word.text for word in found.words), found.tail]).strip()
    assert found.spelt.endswith(rest)
    assert found.weight == pytest.approx(sum(word.weight for word in found.words))
