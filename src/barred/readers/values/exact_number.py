"""Read numbers exactly, for sums: what could be two numbers is told as such and never guessed."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Amount", "decimal_mark", "parse_amount"]


_AMOUNT = re.compile(
    r"(?P<before>[^\W\d]{1,5}\.?|[$€£¥₽])?\s*(?P<number>[+-]?\d[\d.,'’\s]*?)\s*(?P<unit>[^\W\d](?:[^\d]*[^\W\d.])?|[$€£¥₽])?\.?"
)
_SPACES = re.compile(r"[\s'’]")
_GROUP = 3
_GROUPED = {".": re.compile(r"[+-]?\d{1,3}(?:,\d{3})*"), ",": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})*")}


class Amount(NamedTuple):
    """A number and the word beside it; `why` tells what is wrong when there is no number."""

    number: Decimal | None
    unit: str = ""
    why: str = ""


def parse_amount(text: str, *, mark: str | None = None) -> Amount:
    """Read a number and the unit or currency beside it.

    Args:
        text: A cell such as `1 250,5 kg` or `USD 1,000.00`.
        mark: The decimal mark of the column, where it is known; None leaves `1.250` open.

    Returns:
        The exact number, or why there is none: `missing`, `ambiguous` or `unreadable`.

    Example:
        >>> parse_amount("1.250,5 kg").number, parse_amount("1.250").why, parse_amount("1.250", mark=".").number
        (Decimal('1250.5'), 'ambiguous', Decimal('1.250'))
    """
    if not text.strip():
        return Amount(None, why="missing")
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return Amount(None, why="unreadable")
    unit = (found["unit"] or found["before"] or "").strip(" .")
    number = _SPACES.sub("", found["number"])
    meant = _mark_of(number) or (mark if number.count(".") + number.count(",") == 1 else None)
    if meant is None:
        return Amount(None, unit, "ambiguous")
    if meant == "none":
        return Amount(Decimal(number), unit)
    whole, _, part = number.partition(meant)
    if not _is_grouped(whole, meant) or not (part.isdecimal() or not part):
        return Amount(None, unit, "unreadable")
    return Amount(Decimal(f"{re.sub('[.,]', '', whole)}.{part or 0}" if part else re.sub("[.,]", "", whole)), unit)


def decimal_mark(texts: Iterable[str]) -> str | None:
    """Give the decimal mark that cells of one column show; None when none does or two disagree.

    Example:
        >>> decimal_mark(["1.250", "3.5"]), decimal_mark(["1,5", "1.5"])
        ('.', None)
    """
    shown = {mark for text in texts if (mark := _shown_mark(text))}
    return shown.pop() if len(shown) == 1 else None


def _shown_mark(text: str) -> str | None:
    found = _AMOUNT.fullmatch(text.strip()) if text.strip() else None
    mark = _mark_of(_SPACES.sub("", found["number"])) if found else None
    return mark if mark in {".", ","} else None


def _mark_of(number: str) -> str | None:
    """Give the decimal mark that a number itself proves, `none` for a whole one, None when it is open."""
    marks = [sign for sign in number if sign in ".,"]
    if not marks:
        return "none"
    if len(set(marks)) > 1:
        return marks[-1]
    if len(marks) > 1:
        return "," if marks[0] == "." else "."  # 1.250.000: the sign parts groups, so the other is the mark
    whole, _, part = number.rpartition(marks[0])
    is_open = len(part) == _GROUP and whole.lstrip("+-") != "0" and len(whole.lstrip("+-")) <= _GROUP
    return None if is_open else marks[0]


def _is_grouped(whole: str, mark: str) -> bool:
    return re.fullmatch(r"[+-]?\d+", whole) is not None or _GROUPED[mark].fullmatch(whole) is not None
