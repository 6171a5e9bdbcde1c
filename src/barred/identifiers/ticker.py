"""Tickers: an exchange and the symbol under which it trades a security."""

import re

__all__ = ["fault", "normal"]

_FORM = r"[A-Z]{2,8}:[0-9A-Z][0-9A-Z.]{0,9}"


def normal(text: str) -> str:
    """Give exchange and symbol in capitals with a colon and no spaces between.

    Example:
        >>> normal("harbour : case")
        'HARBOUR:CASE'
    """
    return re.sub(r"\s+", "", text).upper()


def fault(value: str) -> str:
    """Say why a text is no ticker; empty when it can be one. Symbols have no check digit.

    Example:
        >>> fault("HARBOUR:CASE"), fault("CASE")
        ('', 'it is not an exchange, a colon and a symbol')
    """
    return "" if re.fullmatch(_FORM, value) else "it is not an exchange, a colon and a symbol"
