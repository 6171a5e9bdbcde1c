"""Spot the identifiers in a text: those that their form gives away, and those that a word announces."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from barred.identifiers import grantee_code
from barred.identifiers.schemes import SCHEMES

__all__ = ["ALONE", "ANYWHERE", "Spotted", "compacted", "spot"]

_TOLD = "(?: ?(?:NO|NR|CODE|NUMBER|ADDRESS|PREFIX))?[ .:#=-]{0,3}"
_BEFORE, _AFTER = r"(?<![0-9A-Z])(?<!\b[0-9A-F]{2}[:-])", r"(?![0-9A-Z])(?![:-][0-9A-F]{2}\b)"
_ANNOUNCED = {one: f"(?:{scheme.labels}){_TOLD}(?:{scheme.told})" for one, scheme in SCHEMES.items() if scheme.labels}
_FREE = {one: scheme.free for one, scheme in SCHEMES.items() if scheme.free}
# Every text in which something is spotted fits one of these; some in which nothing is fit them too.
ANYWHERE = "|".join((*_ANNOUNCED.values(), *_FREE.values()))
ALONE = "|".join(scheme.alone for scheme in SCHEMES.values() if scheme.alone)
_GROUPED = "(?:[0-9A-Z]{4}[ -])+[0-9A-Z]{1,4}|[A-Z]{2}[ -][0-9A-Z]{9}[ -]?[0-9]"
# Most texts fail this, which is small, and never wait for the patterns of the schemes.
_GATE = (
    "[0-9A-Z]{12}|[0-9A-F]{6}[:-][0-9A-F]{6}|[0-9A-F]{4}[.-][0-9A-F]{4}[.-]|[0-9A-F]{2}([: -])[0-9A-F]{2}\\1[0-9A-F]{2}"
    "|[A-Z]{2}:[0-9A-Z]|\\b[0-9][0-9A-Z]{4}-[0-9A-Z]|LEI|USC[CI]|ISIN|UEI|CAGE|CIK|FCC|MAC|OUI"
)
# No identifier that stands alone is longer, with a space or dash between any two signs of it.
_LONGEST = 40
# Signs of what may stand alone: grantee codes, blocks with what stands for their rest, ISIN, USCC and LEI.
_SIZES = frozenset((5, 12, 18, 20, *range(6, 18)))
_BARE_MAC = 12


class Spotted(NamedTuple):
    """What looks like an identifier.

    Args:
        scheme: Id of its scheme.
        value: Its normal form.
        text: The piece of the text, in capitals.
        place: *announced* by a word, *alone* when it is all that was said, else *free*: among
            other words only its form speaks for it.
        fault: Why it is not valid; empty when it can be.
    """

    scheme: str
    value: str
    text: str
    place: str
    fault: str


def spot(text: str) -> tuple[Spotted, ...]:
    """Spot what looks like an identifier.

    Args:
        text: A text in capitals with plain dashes, as `text.tokens.model_form` gives it.

    Returns:
        One for each piece, valid or not. A piece that fits several schemes and is valid in none
        comes once, under the first of them.

    Example:
        >>> [(one.scheme, one.value, one.fault) for one in spot("EX CAM, MAC 00:53:AB:12:34:56")]
        [('mac', '0053AB123456', '')]
        >>> spot("00EXAMPLEOPTICS00087")[0].fault
        'its check digits are wrong'
    """
    bare = text.strip()
    alone = compacted(bare) if len(bare) < _LONGEST else ""
    read = [_read(scheme, bare, place="alone") for scheme in _fitting(bare, alone)]
    if read:
        # What looks like several is read as the first that it is valid in.
        return (next((one for one in read if not one.fault), read[0]),)
    if not _compiled(_GATE).search(bare):
        return ()
    taken: dict[int, None] = {}
    found = []
    for one, start, end in _pieces(bare):
        if not taken.keys() & range(start, end):
            taken.update(dict.fromkeys(range(start, end)))
            found.append(one)
    return tuple(found)


def compacted(text: str) -> str:
    """Leave out spaces and dashes where they part groups of four, or an ISIN as banks print it.

    Words that stand beside each other are left alone, since any two can be as long as an identifier.

    Example:
        >>> compacted("00EX AMPL EOPT ICS0 0078"), compacted("ZZ-000EXMPL0-7"), compacted("TWO WORDS")
        ('00EXAMPLEOPTICS00078', 'ZZ000EXMPL07', 'TWO WORDS')
    """
    return re.sub("[ -]", "", text) if re.fullmatch(_GROUPED, text) else text


def _fitting(bare: str, alone: str) -> list[str]:
    """Give the schemes that a text looks like as a whole."""
    if len(alone) not in _SIZES or _is_time(bare):
        return []
    return [
        one
        for one, scheme in SCHEMES.items()
        if scheme.alone and _compiled(scheme.alone).fullmatch(bare if one == "mac" else alone)
    ]


def _pieces(text: str) -> Iterator[tuple[Spotted, int, int]]:
    """Give announced pieces, then free ones that are valid, then the free ones that fill the text."""
    for scheme, label in _ANNOUNCED.items():
        for match in _compiled(f"{_BEFORE}{label}{_AFTER}").finditer(text):
            value = _compiled(f"(?:{SCHEMES[scheme].labels}){_TOLD}").sub("", match.group(), count=1)
            yield _read(scheme, value, place="announced"), match.start(), match.end()
    wrong = []
    for scheme, shape in _FREE.items():
        for match in _compiled(f"{_BEFORE}(?:{shape}){_AFTER}").finditer(text):
            one = _read(scheme, match.group(), place="alone" if match.group() == text else "free")
            if scheme == "mac" and _is_number(one):
                continue
            if one.fault:
                wrong.append((one, match.start(), match.end()))
            else:
                yield one, match.start(), match.end()
    yield from wrong


def _read(scheme: str, text: str, *, place: str) -> Spotted:
    if scheme == "fcc-grantee":
        return Spotted(scheme, grantee_code.normal(text), text, place, grantee_code.fault(text))
    value = SCHEMES[scheme].normal(text)
    return Spotted(scheme, value, text, place, SCHEMES[scheme].fault(value))


def _is_number(one: Spotted) -> bool:
    """Tell whether twelve signs in a row are more likely an article number or a word than an address."""
    return len(one.text) == _BARE_MAC and (one.text.isdigit() or one.text.isalpha())


def _is_time(text: str) -> bool:
    """Tell whether three pairs are more likely a time, a date or an article number than a prefix."""
    return len(text) <= len("00:00:00") and text.isascii() and not any(map(str.isalpha, text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
