"""What a line names in order to offer it, and what it names in order to keep it apart."""

import pytest

from tests.identify.firms import bands

OFFERED = [
    "Model No. VD-2C4431",
    "Model no VD-2C4431",
    "Item no. 3 Veloptic dome",
    "No 4 Veloptic dome",
    "Veloptic dome, no audio",
    "Not for resale. Veloptic dome",
    "non-PoE Veloptic dome",
    "anti-vandal Veloptic dome",
    "Veloptic dome or equivalent",
    "Veloptic compatible PoE dome",
    "Veloptic VD-2C4431 is prohibited",
]
APART = [
    "dome without any Veloptic chip",
    "non-Veloptic dome",
    "Veloptic-compatible bracket",
    "Veloptic compatible bracket",
    "Veloptic-free dome",
    "works with Veloptic domes",
    "equivalent to Veloptic dome",
    "no equipment made by Veloptic",
    "Domes of Veloptic are not accepted",
    "replacement for VD-2C4431",
    "compatible with SH8-T2669EW and VD-2C4431",
    "kein Veloptic",
    "不含示例威视芯片",
    "兼容示例威视",
    "示例威视兼容",
]


@pytest.mark.parametrize("text", OFFERED)
def test_what_is_offered_stays_so(text: str) -> None:
    """A "no" that numbers, that ends its own sentence or that turns another word says nothing of the name."""
    assert bands(text)["veloptic"] in {"probable", "confirmed"}


@pytest.mark.parametrize("text", APART)
def test_what_is_set_apart_is_no_more_than_possible(text: str) -> None:
    """It may still be meant, so it is asked about; it never decides."""
    assert set(bands(text).values()) == {"possible"}


@pytest.mark.parametrize("listed", ["Veloptic or Shutterly", "Shutterly, Veloptic", "Shutterly/Veloptic"])
def test_one_no_speaks_of_a_whole_list(listed: str) -> None:
    """What follows a name with nothing but a little word between is in the same list."""
    assert bands(f"offers shall contain no {listed} goods") == {"veloptic": "possible", "shutterly": "possible"}
