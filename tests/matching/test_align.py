"""Words of two names are laid against each other, each at most once."""

import pytest
from hypothesis import given, settings

from barred.matching.align import align
from tests.matching.words_known import company_names, prepared

HOWS = {"same", "meaning", "joined", "lookalike", "typo", "shortened", "inflected", "acronym"}


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("Veloptic", "Veloptic", "same"),
        ("Veloptic Technology", "Veloptic Tech", "meaning"),
        ("Veloptic 3", "Veloptic III", "meaning"),
        ("Velo Ptic Optics", "Veloptic Optics", "joined"),
        ("Ve1optic", "Veloptic", "lookalike"),
        ("Velopfic", "Veloptic", "typo"),
        ("Veloptic Agriculture", "Veloptic Agricultural", "inflected"),
        ("Brontalian", "Brontalians", "typo"),
        ("Velo7optic", "Velo7optik", "typo"),
        ("99th Veloptic", "99h Veloptic", "typo"),
        ("Veloptic 2017 Mill", "Velopti c2017 Mill", "joined"),
        ("Revival of Veloptic", "Revival o Veloptic", "typo"),
        ("Quay Harbour Loom Mill", "QHLM", "acronym"),
        ("Quay Harbour Loom Corporation", "QHLC", "acronym"),
    ],
)
def test_words_are_paired_in_a_named_way(left: str, right: str, how: str) -> None:
    """The way that explains the difference is told."""
    found = align(prepared(left), prepared(right))

    assert how in {one.how for one in found.pairings}
    assert found.left == found.right == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Veloptic Dental", "Veloptic Rental"),
        ("Veloptic 2", "Veloptic 3"),
        ("Veloptic 46b", "Veloptic 46c"),
        ("Petrotech", "Metrotech"),
        ("Veloptic II", "Veloptic III"),
        ("Veloptic Capital Fund II", "Veloptic CapitalFund III"),
        ("ZT", "ZO"),
    ],
)
def test_words_that_are_two_are_not_paired(left: str, right: str) -> None:
    """Two known words, two numbers and two short words that differ are two, whatever their letters."""
    found = align(prepared(left), prepared(right))

    assert found.left
    assert found.right


@settings(deadline=None)
@given(company_names(), company_names())
def test_every_word_stands_once(left: str, right: str) -> None:
    """Paired or left over, and never twice; stop words alone may be neither."""
    one, other = prepared(left), prepared(right)

    found = align(one, other)

    for name, side, rest in ((one, "left", found.left), (other, "right", found.right)):
        taken = [at for pairing in found.pairings for at in getattr(pairing, side)] + [*rest]
        assert len(taken) == len(set(taken))
        assert {pairing.how for pairing in found.pairings} <= HOWS
        if not found.slips:
            assert {at for at, word in enumerate(name.words) if word.kind != "stop"} <= set(taken)


@settings(deadline=None)
@given(company_names())
def test_a_name_is_itself(name: str) -> None:
    """Every word of a name is paired with the same word of its copy."""
    found = align(prepared(name), prepared(name))

    assert {pairing.how for pairing in found.pairings} <= {"same"}
    assert found.left == found.right == ()


@pytest.mark.parametrize(
    "written", ["Veloptic S.A. d eC.V.", "Veloptic S.A. deXc.v.", "VelopticS.A. de C.V.", "Veloptic .A. de C.V."]
)
def test_a_slip_in_a_long_legal_form_is_no_word(written: str) -> None:
    """What stands before the form is the same, and one letter or space of the form is not."""
    found = align(prepared("Veloptic S.A. de C.V."), prepared(written))

    assert (found.left, found.right, found.slips) == ((), (), 1)
