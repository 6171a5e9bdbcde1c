"""Checks of organisations: names that tell them apart, links that lead somewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from barred.directory.known import Known
from barred.directory.read import RecordFile
from barred.directory.records import records_at
from barred.directory.rules.register import Fault, rule
from barred.identifiers.schemes import SCHEMES
from barred.model.day import first_day, last_day
from barred.text.fold import fold

__all__: list[str] = []

_COUNTRY = re.compile(r"[a-z]{2}")
# First day, and first day after; both sort before and after every date.
_Period = tuple[str, str]
_ALWAYS: _Period = ("", "~")


@rule("ORG-001", "an organisation has each name once", "organisation")
def has_single_names(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name texts that stand twice."""
    counts = Counter(one.get("text") for _, one in records_at(file.data, "names"))
    for n, one in records_at(file.data, "names"):
        if counts[one.get("text")] > 1:
            yield Fault(("names", n, "text"), f"{one.get('text')!r} more than once", "keep one of them")


@rule("ORG-002", "links of one type do not run in a circle at one time", "organisation")
def has_no_circle(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Follow each link through links of its type and see whether it comes back."""
    for n, one in records_at(file.data, "links"):
        way = _way_back(file.id, one, known)
        if way:
            what = f"{one.get('type')} runs in a circle: {' -> '.join((file.id, *way))}"
            yield Fault(("links", n, "to"), what, "correct the direction or the dates of one link")


def _way_back(start: str, link: Mapping[str, Any], known: Known) -> tuple[str, ...]:
    """Give the way on which a link leads back, as long as all links of the way can hold on one day."""
    ways: list[tuple[tuple[str, ...], _Period]] = [((str(link.get("to")),), _narrowed(_ALWAYS, link))]
    seen = set()
    for way, period in ways:
        if way[-1] == start:
            return way
        if (way[-1], period) in seen:
            continue
        seen.add((way[-1], period))
        for _, one in records_at(known.body("organisation", way[-1]), "links"):
            common = _narrowed(period, one)
            if one.get("type") == link.get("type") and common[0] < common[1]:
                ways.append(((*way, str(one.get("to"))), common))
    return ()


def _narrowed(period: _Period, link: Mapping[str, Any]) -> _Period:
    """Give the days of a period, end excluded, on which a link may hold too."""
    begin = first_day(link["since"]) if link.get("since") else _ALWAYS[0]
    end = last_day(link["until"]) if link.get("until") else _ALWAYS[1]
    return max(period[0], begin), min(period[1], end)


@rule("ORG-003", "a distinctive name belongs to one organisation, or is joint", "organisation")
def owns_its_names(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Name other organisations that record the same distinctive name."""
    for n, one in records_at(file.data, "names"):
        others = sorted(known.owners.get(fold(str(one.get("text"))), set()) - {file.id})
        if others and one.get("usage", "distinctive") == "distinctive" and not one.get("joint"):
            what = f"{one.get('text')!r} is also a name of {', '.join(others)}"
            yield Fault(("names", n, "text"), what, "mark it ordinary, or joint when it means all of them")


@rule("ORG-004", "a share lies between 0 and 1, the least not above the most", "organisation")
def has_shares_in_range(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Check the bounds of shares."""
    for n, one in records_at(file.data, "links"):
        least, most = one.get("share_least", 0), one.get("share_most", 1)
        if not 0 <= least <= most <= 1:
            given = "share_least" if "share_least" in one else "share_most"
            yield Fault(("links", n, given), f"share from {least} to {most}", "write shares from 0 to 1")


@rule("ORG-005", "an identifier keeps the form and the check digits of its scheme", "organisation")
def has_valid_identifiers(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Hold each value against its scheme: the one form that look-ups compare, and its check digits."""
    for n, one in records_at(file.data, "identifiers"):
        scheme, value = SCHEMES.get(str(one.get("scheme"))), str(one.get("value"))
        if scheme is None or not one.get("value"):
            continue
        why = scheme.fault(value)
        if not why and scheme.normal(value) != value:
            why = f"its normal form is {scheme.normal(value)!r}"
        if why:
            what = f"{value!r} is no {one['scheme']}: {why}"
            yield Fault(("identifiers", n, "value"), what, "copy it from the register again, without spaces")


@rule("ORG-006", "a country is a code of two letters", "organisation")
def has_a_country(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Refuse regions and parts of countries, which are places but no countries."""
    country = file.data.get("country")
    if country and not _COUNTRY.fullmatch(country):
        remedy = "give the country; a part of it goes under seat or jurisdiction"
        yield Fault(("country",), f"{country!r} is no country", remedy)


@rule("ORG-007", "a joint name belongs to more than one organisation", "organisation")
def shares_its_joint_names(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Name joint names that nobody else records."""
    for n, one in records_at(file.data, "names"):
        if one.get("joint") and len(known.sharers.get(fold(str(one.get("text"))), set())) < 2:  # noqa: PLR2004 - two
            yield Fault(
                ("names", n, "joint"), f"only {file.id!r} has {one.get('text')!r}", "record it for the others too"
            )
