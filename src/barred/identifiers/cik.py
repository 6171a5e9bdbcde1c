"""Central Index Keys: the numbers under which the SEC of the United States files companies."""

import re

__all__ = ["fault", "normal"]

_FORM = r"[0-9]{10}"
_DIGITS = 10


def normal(text: str) -> str:
    """Give the key with its leading zeros, ten digits in all.

    Example:
        >>> normal("CIK 1234"), normal("0000001234")
        ('0000001234', '0000001234')
    """
    digits = re.sub(r"\s+", "", text.upper().removeprefix("CIK").lstrip(" :#"))
    return digits.zfill(_DIGITS) if digits.isascii() and digits.isdigit() else digits


def fault(value: str) -> str:
    """Say why a normal form is no Central Index Key; empty when it can be one.

    The scheme has no check digit: a mistyped key is another company's key.

    Source:
        EDGAR Filer Manual, volume I: up to ten digits, which are not given out twice.

    Example:
        >>> fault("0000001234"), fault("0000000000")
        ('', 'it is no number from 1 to 9999999999')
    """
    if not re.fullmatch(_FORM, value) or int(value) == 0:
        return "it is no number from 1 to 9999999999"
    return ""
