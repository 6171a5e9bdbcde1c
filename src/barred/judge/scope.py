"""Hold a case against the scope of a restriction or of an exemption, part by part."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from barred.model.book import Book
from barred.model.question import Context
from barred.model.restriction import Exemption, Scope
from barred.model.truth import Truth, every
from barred.model.verdict import Reason

__all__ = ["PARTS", "Case", "Holding", "hold_scope", "is_claimed"]

# The parts of a case in the order in which reasons are told, with the words for each.
PARTS = {
    "binds": "party",
    "conduct": "conduct",
    "goods": "product",
    "places": "place",
    "sites": "site",
    "purposes": "purpose",
    "circumstances": "circumstance",
}


class Case(NamedTuple):
    """What is judged: the context, and what the goods in hand are.

    `goods` are product classes; `is_said` tells that the subject itself named them, else they
    are what the organisation makes.
    """

    context: Context
    goods: tuple[str, ...]
    is_said: bool


class Holding(NamedTuple):
    """How far a scope holds, why, and which parts a statement of the user would settle."""

    holds: Truth
    reasons: tuple[Reason, ...]
    open_parts: dict[str, tuple[str, ...]]


def hold_scope(scope: Scope | Exemption, case: Case, *, book: Book) -> Holding:
    """Evaluate every part that a scope limits.

    Returns:
        The conjunction of the parts; a part that the scope does not limit holds.
    """
    unclear = scope.unclear if isinstance(scope, Scope) else {}
    reasons, open_parts, values = [], {}, []
    for name, part in PARTS.items():
        wanted: tuple[str, ...] = getattr(scope, name)
        if not wanted:
            continue
        value, told = _LOOKS[name](wanted, case, book)
        doubtful = tuple(unclear.get(name, ()))
        if value is Truth.NO and doubtful:
            maybe, _ = _LOOKS[name](doubtful, case, book)
            if maybe is not Truth.NO:
                value, told = Truth.OPEN, f"{told}; the sources leave open whether that is covered"
        values.append(value)
        reasons.append(Reason(part, value.word, told))
        if value is Truth.OPEN:
            open_parts[part] = (*wanted, *doubtful)
    return Holding(every(values), tuple(reasons), open_parts)


def is_claimed(exemption: Exemption, case: Case, *, book: Book) -> bool:
    """Tell whether the user stated the circumstances that an exemption turns on."""
    if not exemption.circumstances:
        return True
    stated = case.context.circumstances
    return book.vocabulary("circumstance").any_relation(stated, exemption.circumstances) is Truth.YES


def _titles(terms: Iterable[str], vocabulary: str, book: Book) -> str:
    known = book.vocabulary(vocabulary).terms
    return " or ".join(known[one].title if one in known else one for one in terms)


def _stated(value: str | None, wanted: tuple[str, ...], vocabulary: str, book: Book) -> tuple[Truth, str]:
    limit = _titles(wanted, vocabulary, book)
    if value is None:
        return Truth.OPEN, f"limited to {limit}; not stated"
    held = book.vocabulary(vocabulary).any_relation((value,), wanted)
    told = {Truth.YES: "is covered by", Truth.OPEN: "is wider than", Truth.NO: "is not"}[held]
    return held, f"{_titles((value,), vocabulary, book)} {told} {limit}"


def _party(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    limit = " or ".join(_party_title(one, book) for one in wanted)
    asker = case.context.asker
    if asker is None:
        return Truth.OPEN, f"binds {limit}; not stated who asks"
    if asker.organisation and f"org:{asker.organisation}" in wanted:
        return Truth.YES, f"binds {limit}"
    classes = tuple(one for one in wanted if not one.startswith("org:"))
    held = book.vocabulary("party").any_relation(asker.classes, classes)
    if held is Truth.OPEN and asker.organisation:
        held = Truth.NO  # a narrower class of a recorded organisation would be recorded too
    told = {
        Truth.YES: f"binds {limit}, and {asker.said} is one",
        Truth.OPEN: f"binds {limit}, which is narrower than {asker.said}",
        Truth.NO: f"binds {limit}, not {asker.said}",
    }
    return held, told[held]


def _party_title(term: str, book: Book) -> str:
    if term.startswith("org:"):
        return book.organisation(term.removeprefix("org:")).title
    return book.vocabulary("party").terms[term].title


def _conduct(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    return _stated(case.context.conduct, wanted, "conduct", book)


def _place(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    asker = case.context.asker
    place = case.context.place or (asker.jurisdiction if asker else None)
    return _stated(place, wanted, "place", book)


def _site(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    return _stated(case.context.site, wanted, "site", book)


def _purpose(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    return _stated(case.context.purpose, wanted, "purpose", book)


def _goods(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    """Compare the goods in hand; an accessory or service may belong to the system it serves."""
    limit = _titles(wanted, "product", book)
    if not case.goods:
        return Truth.OPEN, f"covers {limit}; what the thing is was not recognised"
    goods = _titles(case.goods, "product", book)
    held = book.vocabulary("product").any_relation(case.goods, wanted)
    if held is Truth.NO and case.is_said and set(case.goods) <= {"accessory", "service"}:
        return Truth.OPEN, f"covers {limit}; whether {goods} counts as part of it is not settled"
    told = {Truth.YES: "covers", Truth.OPEN: "may cover", Truth.NO: "does not cover"}[held]
    return held, f"{told} {goods} (covers {limit})" if held is not Truth.YES else f"covers {goods}"


def _circumstance(wanted: tuple[str, ...], case: Case, book: Book) -> tuple[Truth, str]:
    """Compare stated circumstances; a stated neighbour in the same tree rules the wanted one out."""
    limit = _titles(wanted, "circumstance", book)
    stated = case.context.circumstances
    terms = book.vocabulary("circumstance")
    held = terms.any_relation(stated, wanted)
    if held is Truth.YES:
        return held, f"holds where {limit}, as stated"
    roots = {one.split("/")[0] for one in wanted}
    rivals = [one for one in stated if one.split("/")[0] in roots and held is Truth.NO]
    if rivals:
        return Truth.NO, f"holds where {limit}; stated is {_titles(rivals, 'circumstance', book)}"
    return Truth.OPEN, f"holds where {limit}; not stated"


_Look = Callable[[tuple[str, ...], Case, Book], tuple[Truth, str]]

_LOOKS: dict[str, _Look] = {
    "binds": _party,
    "conduct": _conduct,
    "goods": _goods,
    "places": _place,
    "sites": _site,
    "purposes": _purpose,
    "circumstances": _circumstance,
}
