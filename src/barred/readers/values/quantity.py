"""Read a quantity for the report; nothing is decided by it."""

import re

__all__ = ["parse_quantity"]

_QUANTITY = re.compile(r"(?:[x×]\s*)?([+-]?\d[\d.,'’\s]*)(?:[^\d\s]\D*)?", re.IGNORECASE)
_GROUP = 3


def parse_quantity(text: str) -> float | None:
    """Give the number in a quantity such as `4 pcs`, `2x` or `1.250,5 m`.

    Returns:
        The number, or None when there is none or when it could be two: `1.250` is a thousand
        and more in Berlin and one and a quarter in London, and the cell does not say where it is.

    Example:
        >>> parse_quantity("4 pcs"), parse_quantity("x2"), parse_quantity("1.000,50"), parse_quantity("1.000")
        (4.0, 2.0, 1000.5, None)
    """
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        return None
    digits = re.sub(r"[\s'’]", "", found[1]).rstrip(".,")
    marks = [sign for sign in digits if sign in ".,"]
    if len(marks) > 1 and len(set(marks)) == 1:
        return float(digits.replace(marks[0], ""))
    if not marks:
        return float(digits)
    whole, _, part = digits.rpartition(marks[-1])
    if len(marks) == 1 and len(part) == _GROUP and whole.lstrip("+-") != "0":
        return None
    return float(f"{re.sub('[.,]', '', whole)}.{part}")
