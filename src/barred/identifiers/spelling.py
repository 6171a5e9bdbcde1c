"""Strip from an identifier what people put between its signs."""

__all__ = ["plain"]

_BETWEEN = str.maketrans("", "", " \t\u00a0-\u2010\u2011\u2012\u2013")


def plain(text: str) -> str:
    """Give the signs of an identifier in capitals, without the spaces and dashes between them.

    Example:
        >>> plain(" 00ex-ampl eop ")
        '00EXAMPLEOP'
    """
    return text.translate(_BETWEEN).strip().upper()
