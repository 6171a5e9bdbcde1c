"""Identifiers in texts: found where their form or a word gives them away, left alone elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.schemes import SCHEMES
from barred.identifiers.spot import spot
from tests.identifiers.test_schemes import GOOD


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CAMERA 0053.AB12.3456 ROOF", ("mac", "0053AB123456", "free")),
        ("00:53:AB:12:34:56", ("mac", "0053AB123456", "free")),
        ("MAC ADDRESS: 0053AB123456", ("mac", "0053AB123456", "announced")),
        ("ROOF 0053AB-123456", ("mac", "0053AB123456", "free")),
        ("ROOF 00 53 AB 12 34 56", ("mac", "0053AB123456", "free")),
        ("00:53:AB", ("mac", "0053AB", "alone")),
        ("00:53:AB:XX:XX:XX", ("mac", "0053AB", "alone")),
        ("00:53:AB:1/28", ("mac", "0053AB1", "alone")),
        ("SUPPLIER 00EXAMPLEOPTICS00078, PAID", ("lei", "00EXAMPLEOPTICS00078", "free")),
        ("00EX AMPL EOPT ICS0 0078", ("lei", "00EXAMPLEOPTICS00078", "alone")),
        ("LEI 00EXAMPLEOPTICS00087", ("lei", "00EXAMPLEOPTICS00087", "announced")),
        ("ISIN: ZZ000EXMPL07", ("isin", "ZZ000EXMPL07", "announced")),
        ("91000000EXAMP1E00B", ("uscc", "91000000EXAMP1E00B", "alone")),
        ("CONTAINS FCC ID: ZZQEX-200", ("fcc-grantee", "ZZQ", "announced")),
        ("LABEL 2ZZZZ-EX200", ("fcc-grantee", "2ZZZZ", "free")),
        ("CIK 1234", ("cik", "0000001234", "announced")),
        ("CAGE CODE 9ZZZ9", ("cage", "9ZZZ9", "announced")),
        ("UEI=ZZ9EXAMPK7Q2", ("uei", "ZZ9EXAMPK7Q2", "announced")),
        ("LISTED AS HARBOUR:CASE", ("ticker", "HARBOUR:CASE", "free")),
    ],
)
def test_an_identifier_is_spotted(text: str, found: tuple[str, str, str]) -> None:
    """With its normal form, and what speaks for it."""
    assert [(one.scheme, one.value, one.place.replace("alone", found[2])) for one in spot(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "", "12:34:56", "20-08-89", "012345678905", "SURVEILLANCE", "1234", "EX-200 DOME CAMERA", "002568",
        "DEADBEEFFACE", "WATERPROOFMACHINE", "TWO WORDS TO BE PAID 07",
    ],
)  # fmt: skip
def test_other_things_are_left_alone(text: str) -> None:
    """Times, dates, article numbers and words are no identifiers."""
    assert spot(text) == ()


@given(st.sampled_from(sorted(SCHEMES)), st.sampled_from((" ", ", ", "; ", "\n")))
def test_a_label_announces_its_scheme(name: str, gap: str) -> None:
    """Behind its label a value is found between any words."""
    label = SCHEMES[name].labels.replace(" ?-?", " ").split("|")[0].replace("N?", "")
    if not label:
        return

    found = spot(f"PART{gap}{label}: {GOOD[name][0]}{gap}PART")

    assert [(one.scheme, one.value, one.fault) for one in found] == [(name, GOOD[name][0], "")]


@given(st.text(st.sampled_from("0123456789ABCDEF:-. XZLEI"), max_size=30))
def test_pieces_come_from_the_text(text: str) -> None:
    """Nothing is made up: every value's signs stand in the text, and no two pieces overlap."""
    found = spot(text)

    assert all(one.text in text for one in found)
    assert sum(len(one.text) for one in found) <= len(text)
