"""FCC IDs: the code of whoever was granted an authorization, and the code of the product."""

import re

__all__ = ["fault", "is_valid", "normal", "split"]

_GRANTEE = r"[A-Z][0-9A-Z]{2}|[0-9][0-9A-Z]{4}"
_PRODUCT = r"[0-9A-Z-]{1,14}"
_LABEL = r"^\s*FCC\s*-?\s*ID\b[\s:#.]*"
_LONG, _SHORT = 5, 3


def split(fcc_id: str) -> tuple[str, str]:
    """Cut an FCC ID into the code of the grantee and that of the product.

    Args:
        fcc_id: As it stands on a label, with or without `FCC ID` and a dash after the grantee.

    Returns:
        Grantee code of five signs when the first is a digit, else of three; and the rest without
        a dash at its front. A code alone has an empty product.

    Source:
        47 CFR 2.926; grantee codes of five signs are given out since 2013.

    Example:
        >>> split("FCC ID: 2zzzz-EX200"), split("ZZZEX-200"), split("2ZZZZ")
        (('2ZZZZ', 'EX200'), ('ZZZ', 'EX-200'), ('2ZZZZ', ''))
    """
    bare = re.sub(r"\s+", "", re.sub(_LABEL, "", fcc_id.upper()))
    size = _LONG if bare[:1].isdigit() else _SHORT
    return bare[:size], bare[size:].removeprefix("-")


def normal(text: str) -> str:
    """Give the grantee code of an FCC ID or of a code alone.

    Example:
        >>> normal("2zzzz-EX200")
        '2ZZZZ'
    """
    return split(text)[0]


def is_valid(value: str) -> bool:
    """Tell whether a text is a grantee code and nothing more.

    Example:
        >>> is_valid("2ZZZZ"), is_valid("ZZZ"), is_valid("ZZZZZ")
        (True, True, False)
    """
    return bool(re.fullmatch(_GRANTEE, value))


def fault(value: str) -> str:
    """Say why a text is neither a grantee code nor an FCC ID; empty when it can be one.

    Example:
        >>> fault("2ZZZZ-EX200"), fault("2ZZZ")
        ('', 'its grantee code is not three signs after a letter first, or five after a digit first')
    """
    grantee, product = split(value)
    if not is_valid(grantee):
        return "its grantee code is not three signs after a letter first, or five after a digit first"
    if product and not re.fullmatch(_PRODUCT, product):
        return "its product code is not one to fourteen digits, capitals and dashes"
    return ""
