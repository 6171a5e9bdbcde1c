"""What a verdict comes to, for the first screen of its page: what binds or may bind, since when, whom, who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from barred.judge.stage import known_stages
from barred.model.book import Book
from barred.model.day import first_day, reached
from barred.model.question import Context
from barred.model.restriction import Restriction
from barred.model.truth import Truth
from barred.publishing.restriction_rows import country_of

__all__ = ["Gist", "Kind", "Telling", "gist"]

_OPEN = "open"
# From the weakest; a word that is not here is weaker still.
_PROOFS = ("unverified", "indicated", "reported", "corroborated", "primary")


@dataclass(frozen=True)
class Telling:
    """A restriction that applies or may.

    Args:
        id: Its id.
        title: Its title.
        applies: *yes* or *open*.
        kind: Its action, in one of the few words by which actions are counted.
        actor: Who decided it.
        place: Where it is from.
        country: The country that the place lies in.
        since: The day from which it binds; that of its first step where no stage says that it binds.
        binds: Whom it binds: party classes, and `org:` with the id of an organisation; empty for everybody.
        source: The source that it rests on most firmly; empty when it cites none.
        proof: How firmly.
    """

    id: str
    title: str
    applies: str
    kind: str
    actor: str
    place: str
    country: str
    since: str
    binds: list[str]
    source: str
    proof: str


@dataclass(frozen=True)
class Kind:
    """Restrictions of one kind that are alike in whether they apply; the first of them and where they are from."""

    kind: str
    applies: str
    since: str
    countries: dict[str, int]
    restrictions: list[str]


@dataclass(frozen=True)
class Gist:
    """What a verdict comes to.

    Args:
        since: Since when the first of those that tell binds; empty when none does.
        telling: Those that apply, or may where none applies; in order of the day.
        kinds: All that apply or may, by kind; those that apply first, then the most numerous.
        rejected: How many do not apply, by kind, the most numerous first; those that a page leaves out uncounted.
    """

    since: str
    telling: list[Telling]
    kinds: list[Kind]
    rejected: dict[str, int]


def gist(restrictions: Sequence[Mapping[str, Any]], context: Context, *, book: Book) -> Gist:
    """Sum the restrictions of a verdict up.

    Args:
        restrictions: As `as_data` gives them.
        context: The case.
        book: The directory.
    """
    told = [_telling(one, context, book) for one in restrictions if one["applies"] != Truth.NO.word]
    told.sort(key=lambda one: (one.applies == _OPEN, first_day(one.since), one.id))
    kinds = [_kind(some) for some in _parted(told)]
    kinds.sort(key=lambda one: (one.applies == _OPEN, -len(one.restrictions), one.kind))
    telling = [one for one in told if one.applies != _OPEN] or told
    rejected = [_coarse(book.restriction(one["id"]), book) for one in restrictions if one["applies"] == Truth.NO.word]
    counts = {kind: rejected.count(kind) for kind in rejected}
    return Gist(
        since=telling[0].since if telling else "",
        telling=telling,
        kinds=kinds,
        rejected=dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
    )


def _telling(judged: Mapping[str, Any], context: Context, book: Book) -> Telling:
    one = book.restriction(judged["id"])
    firmest = max(judged["citations"], key=lambda cited: _firmness(cited["proof"]), default=None)
    return Telling(
        id=one.id,
        title=one.title,
        applies=judged["applies"],
        kind=_coarse(one, book),
        actor=one.actor,
        place=one.place,
        country=country_of(one.place, book=book),
        since=_since(one, context, book),
        binds=list(dict.fromkeys(party for scope in one.scopes for party in scope.binds)),
        source=firmest["source"] if firmest else "",
        proof=firmest["proof"] if firmest else "",
    )


def _since(one: Restriction, context: Context, book: Book) -> str:
    """Give the day from which a restriction binds without an end since, by the steps that had come."""
    effects = book.vocabulary("stage").terms
    steps = sorted(known_stages(one, context, book=book), key=lambda step: first_day(step.date))
    begun = ""
    for step in steps:
        come, effect = reached(step.date, context.on), effects[step.stage].traits.get("effect")
        if effect == "binds" and come is not Truth.NO:
            begun = begun or step.date
        elif effect == "ends" and come is Truth.YES:
            begun = ""
    return begun or (steps or one.stages)[0].date


def _firmness(proof: str) -> int:
    return _PROOFS.index(proof) if proof in _PROOFS else -1


def _coarse(one: Restriction, book: Book) -> str:
    return str(book.vocabulary("action").terms[one.action].traits.get("coarse", ""))


def _parted(told: Sequence[Telling]) -> list[list[Telling]]:
    parts: dict[tuple[str, str], list[Telling]] = {}
    for one in told:
        parts.setdefault((one.applies, one.kind), []).append(one)
    return list(parts.values())


def _kind(some: Sequence[Telling]) -> Kind:
    countries = [one.country for one in some]
    counts = {country: countries.count(country) for country in dict.fromkeys(countries)}
    return Kind(
        kind=some[0].kind,
        applies=some[0].applies,
        since=some[0].since,
        countries=dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
        restrictions=[one.id for one in some],
    )
