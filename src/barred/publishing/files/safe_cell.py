"""Cells that no spreadsheet takes for a formula.

A supplier's file may hold `=HYPERLINK(…)` as a description. What we write is opened by somebody who
trusts us, so such a cell gets an apostrophe in front, in CSV and XLSX alike; JSON is left as it is.
"""

import re

__all__ = ["as_number", "plain_cell", "safe_cell"]

# The signs that begin a formula somewhere, full-width ones too, and the control characters behind
# which a program may look for them; apostrophes before them too, so that one can be taken away again.
# Source: OWASP, CSV Injection.
_FORMULA = re.compile("'*(?:\\s*[=+\\-@＝＋－＠]|[\t\r\n])")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s?%?")
# What a cell of numbers would look like if we wrote it ourselves: nothing is lost by storing the number.
_CANONICAL = re.compile(r"-?(?:0|[1-9]\d{0,10})(?:\.\d{0,8}[1-9])?")


def safe_cell(text: str) -> str:
    """Give a cell that is shown and never calculated; a plain number stays as it is.

    Example:
        >>> safe_cell("=1+1"), safe_cell("-40C rated"), safe_cell("-5.2"), safe_cell("＝A1")
        ("'=1+1", "'-40C rated", '-5.2', "'＝A1")
    """
    if _FORMULA.match(text) is None or _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def plain_cell(cell: str) -> str:
    """Give back what was made safe.

    Example:
        >>> plain_cell("'=1+1"), plain_cell("'tis"), plain_cell(safe_cell("'=1"))
        ('=1+1', "'tis", "'=1")
    """
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell


def as_number(text: str) -> float | None:
    """Give the number of a cell that is written as a spreadsheet would show it, otherwise None.

    Leading zeros, long article numbers and thousands marks are text: storing them as numbers
    would change what the user sees.

    Example:
        >>> as_number("129.5"), as_number("007"), as_number("1.000")
        (129.5, None, None)
    """
    return float(text) if _CANONICAL.fullmatch(text) else None
