"""Days as publishers of lists write them, as ISO date prefixes."""

import re
from collections.abc import Mapping

from barred.errors import UsageProblem
from barred.model.day import parse_day

__all__ = ["day_first", "days", "iso_day"]

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_CENTURY = "20"
_SHORT_YEAR = 2
_FORMS = (
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T.*|[+-]\d\d:\d\d)?)?)?"),
    re.compile(r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d{4})"),  # only authorities of the United States write this
    re.compile(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4}|\d\d)"),
    re.compile(r"(?P<d>\d\d?) (?P<name>[A-Z][a-z]+) (?P<y>\d{4})"),
    re.compile(r"(?P<name>[A-Z][a-z]+)(?: (?P<d>\d\d?),)? (?P<y>\d{4})"),
)
_DAY_FIRST = re.compile(r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})")


def iso_day(text: str) -> str | None:
    """Give a day as an ISO date prefix, as precise as it is written.

    Returns:
        Empty for an empty text; None for one that is no date.

    Example:
        >>> iso_day("6/19/2003"), iso_day("13.07.20"), iso_day("December 2023"), iso_day("soon")
        ('2003-06-19', '2020-07-13', '2023-12', None)
    """
    if not text:
        return ""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _prefix(found.groupdict())
    return None


def day_first(text: str) -> str | None:
    """Give a day that is written day, month, year, as the United Kingdom does; as `iso_day`.

    Example:
        >>> day_first("01/02/2020"), day_first(""), day_first("2020")
        ('2020-02-01', '', None)
    """
    found = _DAY_FIRST.fullmatch(text)
    if found:
        return _prefix(found.groupdict())
    return None if text else ""


def days(since: tuple[str, str], until: tuple[str, str]) -> tuple[str, str, tuple[str, ...]]:
    """Read the two days of an entry.

    Args:
        since: Column and cell.
        until: Column and cell.

    Returns:
        Both as prefixes, empty when they cannot be read, and those that cannot as `column: value`.
    """
    read = [(iso_day(cell), f"{column}: {cell}") for column, cell in (since, until)]
    return read[0][0] or "", read[1][0] or "", tuple(told for day, told in read if day is None)


def _prefix(parts: Mapping[str, str | None]) -> str | None:
    year, day, name = parts["y"] or "", parts.get("d"), parts.get("name")
    month = parts.get("m")
    if name:
        if name.lower() not in _MONTHS:
            return None
        month = str(_MONTHS.index(name.lower()) + 1)
    year = _CENTURY + year if len(year) == _SHORT_YEAR else year
    try:
        return parse_day("-".join([year, *(part.zfill(2) for part in (month, day) if part)]))
    except UsageProblem:
        return None
