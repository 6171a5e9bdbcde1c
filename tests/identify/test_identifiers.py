"""Identifiers name whom they belong to, as surely as what proves it."""

import pytest

from barred.identify.identifiers import identifier_notes
from barred.model.question import Subject
from tests.identify.firms import bands, found, index


@pytest.mark.parametrize(
    "text",
    [
        "00EXAMPLEOPTICS00078", "lei 00exampleoptics00078", "91000000EXAMP1E00B", "ZZ000EXMPL07", "CIK: 1234",
        "UEI ZZ9EXAMPK7Q2", "CAGE 9ZZZ9", "2ZZZZ-EX200", "FCC ID: ZZQEX200", "harbour:vel",
    ],
)  # fmt: skip
def test_a_registered_identifier_decides(text: str) -> None:
    """One identifier that a source gives is enough."""
    assert bands(text) == {"registered": "confirmed"}


def test_an_identifier_column_is_read() -> None:
    """A value of digits alone stands in no text, and is found all the same."""
    (one,) = found("", identifier="CIK 1234")

    assert (one.organisation, one.signals[0].kind) == ("registered", "identifier")
    assert one.signals[0].source == "organisations:registered"


def test_hearsay_is_only_a_hint() -> None:
    """An identifier behind which no document stands never bars."""
    assert bands("CIK 9999") == {"registered": "possible"}


def test_a_mac_block_is_no_more_than_probable() -> None:
    """Boards of a maker sit in devices of others; a chip maker's block names a part."""
    assert bands("00:53:ab:ff:34:56") == {"veloptic": "probable"}
    assert bands("00:00:ac:12:34:56") == {"shutterly": "probable"}
    assert bands("AA:BB:CC:12:34:56") == {}
    assert bands("a8:bb:cc:12:34:56") == {"vls": "possible"}


def test_the_smaller_block_wins() -> None:
    """A block that was given out of a larger one belongs to somebody else."""
    assert bands("00:53:ab:12:34:56") == {"quanta-scales": "probable"}


def test_a_block_beside_a_number_confirms() -> None:
    """Two independent signals for one maker are sure together."""
    assert bands("VD-2CD2143G2 00:53:ab:ff:34:56") == {"veloptic": "confirmed"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("00EXAMPLEOPTICS00087", "00EXAMPLEOPTICS00087 looks like an LEI, but its check digits are wrong."),
        ("isin zz000exmpl70", "ZZ000EXMPL70 looks like an ISIN, but its check digit is wrong."),
        (
            "00:53:ab:12:34",
            "00:53:AB:12:34 looks like a MAC address, but it is not 6, 7, 9, 12 or 16 hexadecimal digits.",
        ),
        ("CIK 77", "77 has the form of a CIK; the directory does not know whose it is."),
        (
            "02:53:ab:12:34:56",
            "02:53:AB:12:34:56 looks like a MAC address, but it is locally administered, so no maker registered it.",
        ),
    ],
)
def test_what_names_nobody_is_told(text: str, note: str) -> None:
    """A wrong or unknown identifier is never a silent miss."""
    assert bands(text) == {}
    assert identifier_notes(Subject(text), index) == (note,)


@pytest.mark.parametrize("text", ["Veloptic", "VD-2CD2143G2", "00EXAMPLEOPTICS00078", "two words ZZ000EXMPL70"])
def test_nothing_is_told_of_the_rest(text: str) -> None:
    """Known identifiers, names and what only looks like one among words need no note."""
    assert identifier_notes(Subject(text), index) == ()
