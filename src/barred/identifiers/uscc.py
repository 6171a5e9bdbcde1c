"""Unified Social Credit Codes of China: eighteen signs of which the last checks the others."""

import re

__all__ = ["fault", "is_valid"]

# Without I, O, S, V and Z, which are easily misread.
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = rf"[{_SIGNS}]{{2}}[0-9]{{6}}[{_SIGNS}]{{10}}"


def is_valid(value: str) -> bool:
    """Tell whether a text is a Unified Social Credit Code.

    Args:
        value: Eighteen digits and capitals: two for registrar and kind, six digits for the place,
            nine for the organisation and one that checks them; without spaces.

    Returns:
        Whether the form is right and the sum of the signs, each weighted by a power of 3, is a
        multiple of 31. Whether somebody bears it only the register knows.

    Source:
        GB 32100-2015, the code of eighteen signs and its check sign.

    Example:
        >>> is_valid("91000000EXAMP1E00B"), is_valid("91000000EXAMPE100B")
        (True, False)
    """
    return not fault(value)


def fault(value: str) -> str:
    """Say why a text is no Unified Social Credit Code; empty when it is one.

    Example:
        >>> fault("91000000EXAMPE100B")
        'its check sign is wrong'
    """
    if not re.fullmatch(_FORM, value):
        return "it is not eighteen digits and capitals with six digits for the place"
    weighted = (_SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(value[:-1]))
    is_right = (sum(weighted) + _SIGNS.index(value[-1])) % 31 == 0
    return "" if is_right else "its check sign is wrong"
