"""The schemes together: what every one of them promises."""

import re
import string

import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.schemes import SCHEMES, Scheme

GOOD = {
    "mac": ("0053AB123456", "00-53-ab-12-34-56"),
    "lei": ("00EXAMPLEOPTICS00078", "00ex ampl eopt ics0 0078"),
    "uscc": ("91000000EXAMP1E00B", "91000000-examp1e00-b"),
    "isin": ("ZZ000EXMPL07", "zz 000exmpl 07"),
    "uei": ("ZZ9EXAMPK7Q2", "zz9e xamp k7q2"),
    "cage": ("9ZZZ9", "9zzz9"),
    "cik": ("0000001234", "CIK# 1234"),
    "fcc-grantee": ("2ZZZZ", "2zzzz"),
    "ticker": ("HARBOUR:CASE", "harbour : case"),
}


def test_every_scheme_has_an_example() -> None:
    """A scheme that nobody tried is no scheme."""
    assert set(GOOD) == set(SCHEMES)


@pytest.mark.parametrize("name", SCHEMES)
def test_spellings_have_one_normal_form(name: str) -> None:
    """Case, spaces and dashes change nothing, and the normal form is valid."""
    value, spelling = GOOD[name]

    assert SCHEMES[name].normal(spelling) == value
    assert SCHEMES[name].fault(value) == ""


@given(st.sampled_from(sorted(SCHEMES)), st.text(string.ascii_letters + string.digits + " -:.#/XIOé٠", max_size=24))
def test_a_normal_form_is_normal(name: str, text: str) -> None:
    """Normalising what is valid twice changes nothing, and any text is either valid or has a reason."""
    scheme = SCHEMES[name]

    value = scheme.normal(text)

    assert isinstance(scheme.fault(value), str)
    if not scheme.fault(value):
        assert scheme.normal(value) == value
        assert value.isascii()


@given(st.sampled_from(sorted(one for one in SCHEMES if SCHEMES[one].is_checked)), st.data())
def test_a_changed_digit_has_a_reason(name: str, data: st.DataObject) -> None:
    """A wrong check digit is told as one, and never a silent miss."""
    value = GOOD[name][0]
    at = data.draw(st.sampled_from([n for n, sign in enumerate(value) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([sign for sign in string.digits if sign != value[at]]))

    assert "check" in SCHEMES[name].fault(value[:at] + digit + value[at + 1 :])


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_patterns_mean_the_same_to_arrow(scheme: Scheme) -> None:
    """Batches sift rows with RE2, which has no look-around."""
    for pattern in (scheme.free, scheme.alone, scheme.labels, scheme.told):
        pyarrow.compute.match_substring_regex(pa.array([""]), pattern)
        re.compile(pattern)
        assert "(?=" not in pattern
        assert "(?!" not in pattern
