"""Hardware addresses: one spelling for all of the usual ones, and nothing else taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import UsageProblem
from barred.identifiers.mac_address import is_local_mac, parse_mac

_ADDRESSES = st.binary(min_size=6, max_size=6)


@given(address=_ADDRESSES, is_upper=st.booleans())
def test_every_usual_spelling_is_the_same_address(address: bytes, is_upper: bool) -> None:  # noqa: FBT001 - a case
    """Colons, hyphens, points, spaces, fours, halves, nothing between; any case; space around."""
    digits = address.hex()
    pairs = [digits[at : at + 2] for at in range(0, 12, 2)]
    fours = [digits[at : at + 4] for at in (0, 4, 8)]
    spelt = [digits, f" {digits}\n", f"{digits[:6]}-{digits[6:]}"]
    spelt += [sign.join(parts) for sign in ":-. " for parts in (pairs, fours)]

    found = {parse_mac(one.upper() if is_upper else one) for one in spelt}

    assert found == {address.hex(":")}
    assert is_local_mac(address.hex(":")) == bool(address[0] & 2)


@pytest.mark.parametrize(
    "text",
    [
        "", "00:1a:3f:12:34", "00:1a:3f:12:34:5g", "00:1a-3f:12:34:56", "00:1a:3f:12:34:56:78", "001a3f1234567",
        "00:1a:3f:12:34:56 x", "٠٠:1a:3f:12:34:56", "0:1a:3f:12:34:56", "001a.3f12-3456",
        "00:1a:3f:12:34:56:guests", "44-19-B6-12-34-5٦",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told(text: str) -> None:
    """Too short, too long, mixed, other digits; with an example of what is one."""
    with pytest.raises(UsageProblem, match="not a MAC address") as raised:
        parse_mac(text, where="mac")

    assert raised.value.where == "mac"
    assert "00:1a:3f" in raised.value.remedy
