"""MAC addresses: many spellings, one form; two bits that say nobody registered it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.mac_block import bits, blocks, fault, normal

BYTES = st.lists(st.integers(0, 255), min_size=6, max_size=6)


@given(BYTES, st.sampled_from(("{:02x}", "{:02X}")), st.sampled_from((":", "-", " ", "")))
def test_any_separator_gives_one_form(address: list[int], digit: str, mark: str) -> None:
    """Colons, dashes, spaces or nothing between the bytes; small or large letters."""
    written = mark.join(map(digit.format, address))

    assert normal(written) == bytes(address).hex().upper()


@given(BYTES)
def test_groups_of_four_and_six_are_read(address: list[int]) -> None:
    """Routers write dots between three groups, some switches a dash between two."""
    digits = bytes(address).hex()

    assert normal(f"{digits[:4]}.{digits[4:8]}.{digits[8:]}") == digits.upper()
    assert normal(f"{digits[:6]}-{digits[6:]}") == digits.upper()


@given(BYTES)
def test_the_two_lowest_bits_are_reported(address: list[int]) -> None:
    """A group address and one that was set by hand belong to no block."""
    value = bytes(address).hex().upper()

    expected = {0: "", 1: "multicast", 2: "locally administered", 3: "multicast"}[address[0] & 3]

    assert bits(value) == expected
    assert fault(value) == (f"it is {expected}, so no maker registered it" if expected else "")


@given(BYTES)
def test_blocks_hold_the_address(address: list[int]) -> None:
    """The longest comes first, and each is its beginning."""
    value = bytes(address).hex().upper()

    found = blocks(value)

    assert [len(one) for one in found] == [9, 7, 6]
    assert all(value.startswith(one) for one in found)


@pytest.mark.parametrize("value", ["", "0053A", "0053AB12", "0053AG", "0053AB12345", "٠٠53AB"])
def test_another_length_or_sign_is_no_address(value: str) -> None:
    """Six, seven or nine digits are a block, twelve or sixteen an address."""
    assert fault(value) == "it is not 6, 7, 9, 12 or 16 hexadecimal digits"
