"""Hardware addresses of network devices (EUI-48), in whichever of the usual spellings they come."""

import re

from barred.errors import UsageProblem

__all__ = ["is_local_mac", "parse_mac"]

_SPELLINGS = re.compile(
    r"[0-9a-f]{12}|[0-9a-f]{2}(?P<pairs>[-:. ])[0-9a-f]{2}(?:(?P=pairs)[0-9a-f]{2}){4}"
    r"|[0-9a-f]{4}(?P<fours>[-:. ])[0-9a-f]{4}(?P=fours)[0-9a-f]{4}|[0-9a-f]{6}[-:. ][0-9a-f]{6}"
)
_LOCAL_BIT = 0x02


def parse_mac(text: str, *, where: str = "") -> str:
    """Give an address in one spelling: six pairs of small digits, parted by colons.

    Raises:
        UsageProblem: The text is no address of 48 bits.

    Source:
        IEEE Std 802-2014, clause 8; RFC 3580, section 3.20, for the spelling of network switches, of which some write
        three fours with points (001a.3f12.3456) and others with hyphens (001a-3f12-3456).

    Example:
        >>> parse_mac("00-1A-3F-12-34-56"), parse_mac("001a.3f12.3456")
        ('00:1a:3f:12:34:56', '00:1a:3f:12:34:56')
    """
    plain = text.strip().lower()
    if not _SPELLINGS.fullmatch(plain):
        raise UsageProblem(f"{text!r} is not a MAC address", where=where, remedy="write 00:1a:3f:12:34:56")
    digits = re.sub(r"[^0-9a-f]", "", plain)
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2))


def is_local_mac(address: str) -> bool:
    """Tell whether an address was made up by the device or its network, so that it points to no maker.

    Example:
        >>> is_local_mac("02:1a:3f:12:34:56"), is_local_mac("00:1a:3f:12:34:56")
        (True, False)
    """
    return bool(int(address[:2], 16) & _LOCAL_BIT)
