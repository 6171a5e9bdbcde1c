"""Tariff codes: six digits of the Harmonized System, and eight or ten where a customs union adds its own."""

import re

__all__ = ["digits", "fault", "is_national", "is_valid"]

_MARKS = re.compile(r"[\s.\-]")
_SIZES = (6, 8, 10)
_LAST_CHAPTER = 97
_RESERVED = "77"
# Left to each country for its own ends, so that six digits of them mean the same nowhere.
_NATIONAL = frozenset({"98", "99"})


def digits(value: str) -> str:
    """Take the marks between the digits of a code away.

    Example:
        >>> digits("8525.89 00-00")
        '8525890000'
    """
    return _MARKS.sub("", value)


def fault(value: str) -> str:
    """Tell what is wrong with a tariff code.

    Args:
        value: Digits, with or without dots, spaces and hyphens between them.

    Returns:
        Empty when the form is right. Whether goods are classified under it rightly, or whether a schedule
        has that line, only the customs office knows.

    Source:
        International Convention on the Harmonized System, annex: chapters 1 to 97, of which 77 is
        reserved, headings of four and subheadings of six digits; chapters 98 and 99 are national.

    Example:
        >>> fault("8525.89.00.00"), fault("303891000")
        ('', '9 digits: a leading 0 may have been lost')
    """
    code = digits(value)
    if not (code.isascii() and code.isdecimal()):
        return "not only digits"
    if len(code) + 1 in _SIZES:
        return f"{len(code)} digits: a leading 0 may have been lost"
    if len(code) not in _SIZES:
        return f"{len(code)} digits where 6, 8 or 10 are expected"
    chapter = code[:2]
    if chapter in _NATIONAL:
        return "" if len(code) > min(_SIZES) else f"chapter {chapter} has national codes only, of 8 or 10 digits"
    if chapter == _RESERVED:
        return f"chapter {chapter} is reserved"
    return "" if 1 <= int(chapter) <= _LAST_CHAPTER else f"there is no chapter {chapter}"


def is_valid(value: str) -> bool:
    """Tell whether a text has the form of a tariff code.

    Example:
        >>> is_valid("852589"), is_valid("770100"), is_valid("9802.00.80")
        (True, False, True)
    """
    return not fault(value)


def is_national(value: str) -> bool:
    """Tell whether a code says more than the six digits that all countries share.

    Example:
        >>> is_national("8525.89"), is_national("8525.89.00"), is_national("9802.00.80")
        (False, True, True)
    """
    return len(digits(value)) > min(_SIZES)
