"""Unique Entity Identifiers of SAM.gov, by which the United States names those it buys from."""

import re

from barred.identifiers.spelling import plain

__all__ = ["fault", "normal"]

_SIGNS = r"[0-9A-HJ-NP-Z]{12}"
_NINE_DIGITS = r"[0-9]{9}"


def normal(text: str) -> str:
    """Give the twelve signs in capitals.

    Example:
        >>> normal("zz9ex ampk7q2")
        'ZZ9EXAMPK7Q2'
    """
    return plain(text)


def fault(value: str) -> str:
    """Say why a text is no Unique Entity Identifier; empty when it can be one.

    The last sign checks the others by a sum that is not published, so it is not computed here.

    Source:
        GSA, Unique Entity Identifier standard: twelve signs without I and O, no zero first, and
        no nine digits in a row, so that it cannot be taken for a D-U-N-S or taxpayer number.

    Example:
        >>> fault("ZZ9EXAMPK7Q2"), fault("0Z9EXAMPK7Q2"), fault("ZZ9EXAMPLEO2")
        ('', 'it begins with zero', 'it is not twelve digits and capitals without I and O')
    """
    if not re.fullmatch(_SIGNS, value):
        return "it is not twelve digits and capitals without I and O"
    if value.startswith("0"):
        return "it begins with zero"
    return "it has nine digits in a row" if re.search(_NINE_DIGITS, value) else ""
