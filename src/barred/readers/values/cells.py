"""Values as the user sees them in the cell: `1`, not `1.0`."""

import datetime as dt
import json
import re

__all__ = ["is_like_a_model", "is_number", "shown"]

_EXACT_DIGITS = 1e15  # beyond it a double no longer holds every whole number
_NUMBER = re.compile(r"[(+-]?\s*[^\w\s]?\s*\d[\d\s.,'’]*(?:\s?(?:%|[A-Z]{3}|[$€£¥]|zł|kr))?\)?")
_MODEL = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9\-_/.+()]{4,39}")
_PUNCTUATION = ",;:.!?()[]'\""
# A measure (4MP, 3.6mm, 10/100M), a MAC or another run of hexadecimal pairs, a UUID.
_NOT_MODEL = re.compile(
    r"[\d.,/x]+[A-Za-z]{1,4}|(?:[0-9A-Fa-f]{2}[:-]){3,}[0-9A-Fa-f]{2}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4,12}){4}"
)


def shown(value: object) -> str:
    """Give the text of a cell value.

    Args:
        value: What a format's library gave: text, number, truth value, date, list or None.

    Returns:
        Text; empty for None. Dates come out in ISO form, since how the sheet formats them is
        not known here; lists joined by `; `; anything nested deeper as JSON.

    Example:
        >>> shown(1.0), shown(0.1 + 0.2), shown(True), shown(None)
        ('1', '0.3', 'TRUE', '')
    """
    if value is None:
        return ""
    match value:
        case str():
            text = value
        case bool():
            text = "TRUE" if value else "FALSE"
        case float():
            text = _shown_float(value)
        case dt.datetime():
            text = value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
        case list() | tuple():
            text = "; ".join(shown(one) for one in value)
        case dict():
            text = json.dumps(value, ensure_ascii=False, default=str)
        case bytes():
            text = value.decode("utf-8", "replace")
        case _:
            text = str(value)
    return text


def _shown_float(value: float) -> str:
    if value != value:  # noqa: PLR0124 - not a number is the one value that differs from itself
        return ""
    if abs(value) >= _EXACT_DIGITS:
        return f"{value:.0f}"
    return str(int(value)) if value.is_integer() else f"{value:.15g}"


def is_number(text: str) -> bool:
    """Tell whether a cell holds a figure: a number, a price, a share, and no word.

    Example:
        >>> is_number("1.234,50 EUR"), is_number("$ 20"), is_number("DS-2")
        (True, True, False)
    """
    return _NUMBER.fullmatch(text.strip()) is not None


def is_like_a_model(text: str) -> bool:
    """Tell whether some word of a cell has the shape of a model number.

    Example:
        >>> is_like_a_model("dome DS-2CD2143G2-I"), is_like_a_model("4MP 2.8mm"), is_like_a_model("Building A")
        (True, False, False)
    """
    words = (word.strip(_PUNCTUATION) for word in text.split())
    return any(_MODEL.fullmatch(word) and not _NOT_MODEL.fullmatch(word) for word in words)
