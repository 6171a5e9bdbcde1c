"""CAGE and NCAGE codes: five signs by which NATO and its partners name suppliers."""

import re

from barred.identifiers.spelling import plain

__all__ = ["fault", "normal"]

_FORM = r"[0-9A-HJ-NP-Z]{5}"


def normal(text: str) -> str:
    """Give the five signs in capitals.

    Example:
        >>> normal("9zz z9")
        '9ZZZ9'
    """
    return plain(text)


def fault(value: str) -> str:
    """Say why a text is no CAGE or NCAGE code; empty when it can be one.

    The scheme has no check digit, and countries fill the places of letters and digits each in
    their own way; all codes have at least one digit at an end.

    Source:
        NATO Codification System, manual ACodP-1: five signs, the letters I and O left out.

    Example:
        >>> fault("9ZZZ9"), fault("ZZZZZ"), fault("9ZIO9")
        ('', 'neither its first nor its last sign is a digit', 'it is not five digits and capitals without I and O')
    """
    if not re.fullmatch(_FORM, value):
        return "it is not five digits and capitals without I and O"
    if not (value[0].isdigit() or value[-1].isdigit()):
        return "neither its first nor its last sign is a digit"
    return ""
