"""Read the date of a row as an ISO prefix, as precise as the cell and no more."""

import re
from collections.abc import Iterable
from functools import lru_cache

from barred.errors import UsageProblem
from barred.model.day import parse_day
from barred.text.fold import fold

__all__ = ["ORDERS", "day_order", "parse_row_day"]

ORDERS = ("dmy", "mdy")
_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_PARTED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T\s].*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})[\s.\-]+)?([^\W\d]{3,12})\.?(?:\s+(\d{1,2}))?[\s,\-]+(\d{4})")
_MONTHS_OF_YEAR = 12
_MONTHS = (
    "jan ene janv янв января январь januar january enero janvier gen gennaio",
    "feb fev fevr фев февраля февраль februar february febrero fevrier febbraio",
    "mar mrz mars мар марта март marz march marzo",
    "apr abr avr апр апреля апрель april abril avril aprile",
    "may mai mag май мая mayo maggio",
    "jun juin giu июн июня июнь juni june junio giugno",
    "jul juil lug июл июля июль juli july julio juillet luglio",
    "aug ago aout авг августа август august agosto",
    "sep sept set сен сентября сентябрь september septiembre septembre settembre",
    "oct okt ott окт октября октябрь oktober october octubre octobre ottobre",
    "nov ноя ноября ноябрь november noviembre novembre",
    "dec dez dic дек декабря декабрь dezember december diciembre decembre dicembre",
)
_MONTH_OF = {fold(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


@lru_cache(maxsize=1 << 16)
def parse_row_day(text: str, *, order: str | None = None) -> str:
    """Give the ISO prefix of a cell.

    Args:
        text: `2022-03-15`, `15.03.2022`, `202203`, `15-MAR-2022`, `март 2022` or a year.
        order: `dmy` or `mdy` for cells such as `03/04/2022`, where it is known.

    Returns:
        A day, a month or a year; the year alone where day and month could be changed about. Empty when
        nothing can be read, or when there is no such day.

    Example:
        >>> parse_row_day("15.03.2022"), parse_row_day("03/04/2022"), parse_row_day("03/04/2022", order="mdy")
        ('2022-03-15', '2022', '2022-03-04')
    """
    said = text.strip()
    if found := _PARTED.fullmatch(said):
        return _parted(int(found[1]), int(found[2]), found[3], order=order)
    if found := _ISO.fullmatch(said) or _COMPACT.fullmatch(said):
        return _valid(found[1], int(found[2]), int(found[3]) if found[3] else None)
    if found := _MONTH_YEAR.fullmatch(said):
        return _valid(found[2], int(found[1]), None)
    if (found := _NAMED.fullmatch(said)) and (month := _MONTH_OF.get(fold(found[2]))):
        day = found[1] or found[3]
        return _valid(found[4], month, int(day) if day else None)
    return _valid(said, None, None)


def day_order(texts: Iterable[str]) -> str | None:
    """Tell in which order the cells of a column give day and month; None when none proves it or two disagree.

    Example:
        >>> day_order(["03/04/2022", "15/04/2022"]), day_order(["03/04/2022"])
        ('dmy', None)
    """
    shown = set()
    for text in texts:
        if found := _PARTED.fullmatch(text.strip()):
            first, second = int(found[1]), int(found[2])
            shown |= {"dmy"} if first > _MONTHS_OF_YEAR else {"mdy"} if second > _MONTHS_OF_YEAR else set()
    return shown.pop() if len(shown) == 1 else None


def _parted(first: int, second: int, year: str, *, order: str | None) -> str:
    if first == second or first > _MONTHS_OF_YEAR:
        return _valid(year, second, first)
    if second > _MONTHS_OF_YEAR or order == "mdy":
        return _valid(year, first, second)
    return _valid(year, second, first) if order == "dmy" else _valid(year, None, None)


def _valid(year: str, month: int | None, day: int | None) -> str:
    parts = (year, *(f"{one:02d}" for one in (month, day) if one is not None))
    try:
        return parse_day("-".join(parts))
    except UsageProblem:
        return ""
