"""Legal Entity Identifiers: twenty signs of which the last two check the others."""

import re

__all__ = ["fault", "is_valid"]

_FORM = r"[0-9A-Z]{18}[0-9]{2}"


def is_valid(value: str) -> bool:
    """Tell whether a text is a Legal Entity Identifier.

    Args:
        value: Twenty digits and capitals, without spaces.

    Returns:
        Whether the form is right and the number, with A as 10 to Z as 35, leaves 1 when divided
        by 97. Whether somebody bears it only the register knows.

    Source:
        ISO 17442-1:2020; check digits by ISO/IEC 7064, MOD 97-10.

    Example:
        >>> is_valid("00EXAMPLEOPTICS00078"), is_valid("00EXAMPLEOPTICS00087")
        (True, False)
    """
    return not fault(value)


def fault(value: str) -> str:
    """Say why a text is no Legal Entity Identifier; empty when it is one.

    Example:
        >>> fault("00EXAMPLEOPTICS00087")
        'its check digits are wrong'
    """
    if not re.fullmatch(_FORM, value):
        return "it is not eighteen digits and capitals and two digits"
    is_right = int("".join(str(int(sign, 36)) for sign in value)) % 97 == 1
    return "" if is_right else "its check digits are wrong"
