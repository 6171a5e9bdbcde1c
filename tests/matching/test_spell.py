"""A column is spelt as its names are one by one, and what shipping forms put around a name goes."""

import re
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.spell import STEPS, spell, stepped
from barred.text.fold import fold
from barred.text.tokens import is_unspaced
from tests.matching.words_known import company_names, lexicon

# The stubs of pyarrow know only some kinds of array that its functions take.
_compute: Any = pyarrow.compute

SHIPPED = (
    "Quay Care Of Moss",
    "Quay, ATTN Moss",
    "Quay on Behalf of Moss",
    "buyer  - Quay",
    "VENDOR. - Quay",
    "U.S. Quay",
)
ODD = st.text(st.sampled_from("aBé.&'’%/- \t上海有限公司威视ＡЖ"), max_size=14)


def spelt(name: str | None) -> str | None:
    """Spell one name in a column of its own."""
    told: str | None = spell(pa.array([name], pa.string()), lexicon())[0].as_py()
    return told


def twin(name: str) -> str:
    """Spell one name step by step, for names without words of shipping."""
    for sign in "'’‘ʼ´`":
        name = name.replace(sign, "")
    name = re.sub(r"(?<![A-Za-z0-9_])([A-Za-z])\.", r"\1", name)
    name = re.sub("[&＆]", " and ", name)
    name = re.sub("[%％]", " percent ", name)
    known = lexicon().native_words
    made = []
    for word in fold(name).split():
        if not is_unspaced(word):
            made.append(word)
            continue
        rest, left = "", word
        while left:
            size = next((size for size in range(min(12, len(left)), 1, -1) if left[:size] in known), 0)
            if size:
                made += [*filter(None, [rest]), left[:size]]
                rest, left = "", left[size:]
            else:
                rest, left = rest + left[0], left[1:]
        made += [*filter(None, [rest])]
    return " ".join(made)


@settings(deadline=None)
@given(st.lists(st.none() | company_names() | ODD, max_size=8))
def test_columns_are_spelt_as_single_names_are(names: list[str | None]) -> None:
    """Order holds and null stays null, whatever stands beside a name."""
    column = spell(pa.array(names, pa.string()), lexicon()).to_pylist()

    assert column == [spelt(name) for name in names]


@settings(deadline=None)
@given(company_names() | ODD)
def test_names_are_spelt_step_by_step(name: str) -> None:
    """Signs go, initials are drawn together, words without spaces are cut at the longest known words."""
    assert spelt(name) == twin(name)


@pytest.mark.parametrize(
    ("given_name", "wanted"),
    [
        ("SHIPPER: Veloptic Trading LLC c/o Harbour Freight", "veloptic trading llc"),
        ("Consignee - VELOPTIC GMBH", "veloptic gmbh"),
        ("Notify Party: Veloptic, attn Ms. Moss", "veloptic"),
        ("M/S: Veloptic Bros", "veloptic bros"),
        ("J.P. Veloptic & Sons", "jp veloptic and sons"),
        ("Veloptic’s 100%", "veloptics 100 percent"),
        ("上海示例光学有限公司", "上海 示例光学 有限公司"),
    ],
)
def test_forms_of_shipping_are_taken_off(given_name: str, wanted: str) -> None:
    """The role before a name and whom it is care of are no part of the name."""
    assert spelt(given_name) == wanted


@settings(deadline=None)
@given(st.lists(st.none() | ODD | st.text("ab1_ .-:/'&%c", max_size=9) | st.sampled_from(SHIPPED), max_size=8))
def test_names_that_no_step_changes_are_left_as_they_are(names: list[str | None]) -> None:
    """The sieve in front of the steps changes nothing: every name taken through every step gives the same."""
    column = pa.array(names, pa.string())

    wanted = column
    for pattern, instead in STEPS:
        wanted = _compute.replace_substring_regex(wanted, pattern, instead)

    assert stepped(column).to_pylist() == wanted.to_pylist()
