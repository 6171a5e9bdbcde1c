"""The schemes that are known: how each looks in a text, is brought to one form and checked.

A new scheme is a module of this room and one entry here; the checks of the directory, the search
in texts and the sieve of batches take it from here. All patterns are for texts in capitals and
have no look-around, since batches search with RE2. Nothing is compiled before a text needs it: most
questions are about names, and must not wait for identifiers.
"""

from collections.abc import Callable
from typing import NamedTuple

from barred.identifiers import cage, cik, grantee_code, isin, lei, mac_block, ticker, uei, uscc
from barred.identifiers.spelling import plain

__all__ = ["SCHEMES", "Scheme"]

_BYTE = "[0-9A-F]{2}"
_MAC = (
    f"{_BYTE}(?::{_BYTE}){{5,7}}|{_BYTE}(?:-{_BYTE}){{5,7}}|{_BYTE}(?: {_BYTE}){{5}}"
    "|(?:[0-9A-F]{4}[.-]){2}[0-9A-F]{4}|[0-9A-F]{6}[:-]?[0-9A-F]{6}"
)
# A prefix can go on with the halves of bytes of a smaller block, or with signs for an unknown rest.
_REST = "(?:[:-][0-9A-F]{1,2}){0,2}(?:(?:[:-](?:XX|[*]{1,2})){1,3}|/[0-9]{2})?"
_MAC_PREFIX = f"{_BYTE}(?::{_BYTE}){{2}}{_REST}|{_BYTE}(?:-{_BYTE}){{2}}{_REST}"


class Scheme(NamedTuple):
    """One scheme.

    Args:
        title: Its name with its article.
        fault: Says why a normal form is not valid; empty when it can be.
        normal: Brings a spelling to the one form in which values are stored and compared.
        is_checked: Whether check digits guard it against typing errors.
        free: How it looks where no word announces it; empty when other things look so too.
        alone: How it looks, spaces and dashes aside, where it is all that was said.
        labels: Words that announce it.
        told: How it looks behind a label.
    """

    title: str
    fault: Callable[[str], str]
    normal: Callable[[str], str] = plain
    is_checked: bool = False
    free: str = ""
    alone: str = ""
    labels: str = ""
    told: str = ""


_LEI, _USCC, _ISIN = "[0-9A-Z]{18}[0-9]{2}", "[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}", "[A-Z]{2}[0-9A-Z]{9}[0-9]"
# Those that are longer come first: what one scheme has taken of a text no other reads again.
SCHEMES: dict[str, Scheme] = {
    "mac": Scheme(
        "a MAC address", mac_block.fault, mac_block.normal, free=_MAC, alone=_MAC_PREFIX, labels="MAC|OUI",
        told=f"{_MAC}|{_MAC_PREFIX}",
    ),
    "lei": Scheme("an LEI", lei.fault, is_checked=True, free=_LEI, alone=_LEI, labels="LEI", told="[0-9A-Z]{15,24}"),
    "uscc": Scheme(
        "a USCC", uscc.fault, is_checked=True, free=_USCC, alone=_USCC, labels="USCC|USCI", told="[0-9A-Z]{15,20}"
    ),
    "isin": Scheme(
        "an ISIN", isin.fault, is_checked=True, free=_ISIN, alone=_ISIN, labels="ISIN", told="[0-9A-Z]{10,14}"
    ),
    "uei": Scheme("a UEI", uei.fault, labels="UEI", told="[0-9A-Z]{10,14}"),
    "cage": Scheme("a CAGE code", cage.fault, labels="N?CAGE", told="[0-9A-Z]{4,6}"),
    "cik": Scheme("a CIK", cik.fault, cik.normal, labels="CIK", told="[0-9]{1,11}"),
    "fcc-grantee": Scheme(
        "an FCC ID", grantee_code.fault, free="[0-9][0-9A-Z]{4}-[0-9A-Z][0-9A-Z-]{0,13}", alone="[0-9][A-Z][0-9A-Z]{3}",
        labels="FCC ?-?ID", told="[0-9A-Z]{3}[0-9A-Z-]{0,16}",
    ),
    "ticker": Scheme("a ticker", ticker.fault, ticker.normal, free="[A-Z]{2,8}:[0-9A-Z]{1,10}"),
}  # fmt: skip
