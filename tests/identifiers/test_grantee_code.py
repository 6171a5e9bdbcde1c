"""FCC IDs are cut by the first sign of the grantee code."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.grantee_code import fault, normal, split

SIGNS = string.ascii_uppercase + string.digits
SHORT = st.tuples(st.sampled_from(string.ascii_uppercase), st.text(SIGNS, min_size=2, max_size=2)).map("".join)
LONG = st.tuples(st.sampled_from(string.digits), st.text(SIGNS, min_size=4, max_size=4)).map("".join)


@given(SHORT | LONG, st.text(SIGNS, min_size=1, max_size=14), st.sampled_from(("", "-")), st.booleans())
def test_grantee_and_product_are_parted(grantee: str, product: str, dash: str, has_label: bool) -> None:  # noqa: FBT001
    """Five signs when the first is a digit, else three; a dash between them is no part of either."""
    label = "FCC ID: " if has_label else ""
    written = f"{label}{grantee}{dash}{product}"

    if not has_label and written.startswith("FCC"):
        return
    assert split(written) == (grantee, product)
    assert normal(written) == grantee
    assert fault(written) == ""


@pytest.mark.parametrize("value", ["", "2ZZZ", "ZZ", "-ZZ", "2ZZZZ-EX 200 MADE FOR TESTS", "2ZZZZ-EX/200"])
def test_another_form_has_a_reason(value: str) -> None:
    """A code that is too short, and a product with other signs or too many."""
    assert fault(value)
