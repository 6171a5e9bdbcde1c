"""What the values of FollowTheMoney properties are called here."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from barred.errors import UsageProblem
from barred.identifiers import isin, lei, uscc
from barred.lists.ftm.entity import Entity
from barred.model.book import Book
from barred.model.day import first_day, parse_day

__all__ = ["Words", "dates", "identifiers", "names", "share", "words_of"]

_NAMES = {
    "name": ("legal", "distinctive"),
    "alias": ("brand", "distinctive"),
    "previousName": ("former", "distinctive"),
    "weakAlias": ("brand", "ordinary"),
    "abbreviation": ("abbreviation", "ordinary"),
}
_TICKER = re.compile(r"[A-Z0-9]+:[A-Z0-9.\-]+")
_RIC = re.compile(r"[A-Z0-9.]+\.[A-Z]+")
_SCHEMES = {
    "leiCode": ("lei", lei.is_valid),
    "uscCode": ("uscc", uscc.is_valid),
    "isinCode": ("isin", isin.is_valid),
    "ticker": ("ticker", lambda value: bool(_TICKER.fullmatch(value))),
    "ricCode": ("ric", lambda value: bool(_RIC.fullmatch(value))),
}
_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_SHARE = re.compile(rf"(>=|<=|≥|≤)?\s*{_NUMBER}\s*(?:-|–|to)?\s*{_NUMBER}?\s*%?")
_WHOLE = 100


class Words(NamedTuple):
    """The closed lists that values are held against; `links` by title."""

    types: frozenset[str]
    products: frozenset[str]
    places: frozenset[str]
    links: Mapping[str, str]


def words_of(book: Book) -> Words:
    """Take the words from a directory."""
    types, products, places = (
        frozenset(book.vocabulary(name).terms) for name in ("organisation-type", "product", "place")
    )
    links = {term.title: key for key, term in book.vocabulary("link-type").terms.items()}
    return Words(types, products, places, links)


def names(entity: Entity) -> list[dict[str, str]]:
    """Give the names of an organisation; one that stands in several properties counts where it is trusted most."""
    found: dict[str, dict[str, str]] = {}
    for prop, (kind, usage) in _NAMES.items():
        for text in entity.texts(prop):
            found.setdefault(text, {"text": text, "type": kind, "usage": usage})
    return list(found.values())


def identifiers(entity: Entity) -> tuple[list[dict[str, str]], int]:
    """Give the identifiers whose form and check digits are right, and how many others there were."""
    given = [(*_SCHEMES[prop], value) for prop in _SCHEMES for value in entity.texts(prop)]
    found = [{"scheme": scheme, "value": value} for scheme, is_valid, value in given if is_valid(value)]
    return found, len(given) - len(found)


def dates(values: Iterable[str]) -> list[str]:
    """Give the days of some dates, earliest first; a time of day is dropped, and what is no date too.

    Example:
        >>> dates(["2020-05-06T07:08:09", "2019-08", "soon"])
        ['2019-08', '2020-05-06']
    """
    found: list[str] = []
    for value in values:
        try:
            found.append(parse_day(value[:10]))
        except UsageProblem:
            continue
    return sorted(set(found), key=first_day)


def share(text: str) -> tuple[Any, Any]:
    """Give the least and the most of a share in percent, from 0 to 1; None where there is no bound.

    Example:
        >>> share("42"), share(">=50"), share("10-20 %"), share("most of it")
        ((0.42, 0.42), (0.5, None), (0.1, 0.2), (None, None))
    """
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        return None, None
    sign, least, most = found.groups()
    low, high = (None if one is None else round(float(one.replace(",", ".")) / _WHOLE, 8) for one in (least, most))
    if low is None or max(low, high or 0) > 1 or (high is not None and high < low):
        return None, None
    if sign:
        return (low, None) if sign in {">=", "≥"} else (None, low)
    return low, low if high is None else high
