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
_BETWEEN = re.compile("[ -]+")
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
    alone = compacted(bare)
    for scheme in SCHEMES:
        shape = SCHEMES[scheme].alone
        if shape and _compiled(shape).fullmatch(bare if scheme == "mac" else alone) and not _is_time(bare):
            return (_best(scheme, bare, alone),)
    if not _compiled(ANYWHERE).search(bare):
        return ()
    taken: dict[int, None] = {}
    found = []
    for one, start, end in _pieces(bare):
        if not taken.keys() & range(start, end):
            taken.update(dict.fromkeys(range(start, end)))
            found.append(one)
    return tuple(found)


def compacted(text: str) -> str:
    """Leave out spaces and dashes."""
    return _BETWEEN.sub("", text)


def _best(first: str, bare: str, alone: str) -> Spotted:
    """Read what stands alone in the first scheme that it is valid in, else in the first that it looks like."""
    fitting = [
        one
        for one, scheme in SCHEMES.items()
        if scheme.alone and _compiled(scheme.alone).fullmatch(bare if one == "mac" else alone)
    ]
    read = [_read(one, bare, place="alone") for one in fitting or [first]]
    return next((one for one in read if not one.fault), read[0])


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
