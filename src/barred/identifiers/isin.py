"""International Securities Identification Numbers: a country, nine signs and a check digit."""

import re

__all__ = ["fault", "is_valid"]

_FORM = r"[A-Z]{2}[0-9A-Z]{9}[0-9]"


def is_valid(value: str) -> bool:
    """Tell whether a text is an International Securities Identification Number.

    Args:
        value: Two letters, nine digits or capitals and a digit, without spaces.

    Returns:
        Whether the form is right and the Luhn sum over the digits, with A as 10 to Z as 35, is a
        multiple of ten. Whether a security bears it only its register knows.

    Source:
        ISO 6166:2021; check digit by ISO/IEC 7812-1, annex B, the formula of Luhn.

    Example:
        >>> is_valid("ZZ000EXMPL07"), is_valid("ZZ000EXMPL70")
        (True, False)
    """
    return not fault(value)


def fault(value: str) -> str:
    """Say why a text is no securities identification number; empty when it is one.

    Example:
        >>> fault("ZZ000EXMPL70")
        'its check digit is wrong'
    """
    if not re.fullmatch(_FORM, value):
        return "it is not two letters, nine digits or capitals and a digit"
    digits = [int(digit) for sign in value for digit in str(int(sign, 36))]
    doubled = [2 * digit for digit in digits[-2::-2]]
    is_right = (sum(digits[-1::-2]) + sum(digit // 10 + digit % 10 for digit in doubled)) % 10 == 0
    return "" if is_right else "its check digit is wrong"
