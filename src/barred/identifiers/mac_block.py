"""MAC addresses and the blocks that the IEEE registers for whoever puts them into devices."""

import re

__all__ = ["bits", "blocks", "fault", "normal"]

_HEX = r"[0-9A-F]+"
_PREFIX = r"0X|[^0-9A-Z]"
# MA-S (and the older IAB), MA-M, MA-L: the longest registered block names the registrant.
_SIZES = (9, 7, 6)
_ADDRESSES = (12, 16)
_MULTICAST, _LOCAL = 1, 2


def normal(text: str) -> str:
    """Give the hexadecimal digits in capitals, without what stands between them.

    Stands of an unknown rest (`XX`, `*`) and the length of a block (`/28`) are left out.

    Example:
        >>> normal("00:53:ab:12:34:56"), normal("0053.ab12.3456"), normal("00-53-AB-XX-XX-XX"), normal("0053AB1/28")
        ('0053AB123456', '0053AB123456', '0053AB', '0053AB1')
    """
    capitals = re.sub(r"/[0-9]+$", "", text.strip().upper())
    return re.sub(r"X+$", "", re.sub(_PREFIX, "", capitals))


def blocks(value: str) -> tuple[str, ...]:
    """Give the blocks that can hold an address or a prefix, the longest first.

    Args:
        value: A normal form; six digits at least.

    Example:
        >>> blocks("0053AB123456")
        ('0053AB123', '0053AB1', '0053AB')
    """
    return tuple(value[:size] for size in _SIZES if len(value) >= size)


def bits(value: str) -> str:
    """Say why an address was not given out from a registered block; empty when it was.

    Source:
        IEEE 802-2014, 8.2: the lowest bit of the first byte marks groups, the next one addresses
        that were set by hand or drawn at random.

    Example:
        >>> bits("0253AB123456"), bits("0153AB123456"), bits("0053AB123456")
        ('locally administered', 'multicast', '')
    """
    first = int(value[:2], 16)
    if first & _MULTICAST:
        return "multicast"
    return "locally administered" if first & _LOCAL else ""


def fault(value: str) -> str:
    """Say why a normal form is neither an address nor a registered kind of block; empty when it is.

    Example:
        >>> fault("0053AB"), fault("0053A"), fault("0253AB123456")
        ('', 'it is not 6, 7, 9, 12 or 16 hexadecimal digits', 'it is locally administered, so no maker registered it')
    """
    if len(value) not in {*_SIZES, *_ADDRESSES} or not re.fullmatch(_HEX, value):
        return "it is not 6, 7, 9, 12 or 16 hexadecimal digits"
    kind = bits(value)
    return f"it is {kind}, so no maker registered it" if kind else ""
