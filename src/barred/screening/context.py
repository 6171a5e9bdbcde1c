"""Turn what a user said about a case into a context of known terms."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from barred.errors import UsageProblem
from barred.model.book import Book
from barred.model.day import parse_day
from barred.model.organisation import Organisation
from barred.model.question import Asker, Context
from barred.text.fold import fold

__all__ = ["Directory", "Said", "organisation_named", "understand"]


_PUBLIC_TYPES = {"authority", "legislature", "court", "council", "police"}


class Directory(Book, Protocol):
    """A book that also finds organisations by any recorded name."""

    def organisations_named(self, folded: str) -> Sequence[str]:
        """Give the ids of the organisations that record a name, in folded form."""
        ...

    def has_organisation(self, key: str) -> bool:
        """Tell whether an id is that of an organisation."""
        ...


class Said(NamedTuple):
    """The words of a user about a case, one field an option; empty means not said."""

    on: str
    asker: str = ""
    conduct: str = ""
    place: str = ""
    site: str = ""
    purpose: str = ""
    circumstances: tuple[str, ...] = ()
    known: str = ""


def understand(said: Said, *, book: Directory) -> Context:
    """Resolve the words of a user.

    Args:
        said: What the user said; terms by id, alias, title or the end of an id; the asker as a
            party class or as `org:` and an id or any recorded name.
        book: The directory.

    Returns:
        The context; parts not said are None.

    Raises:
        UsageProblem: A word is unknown or ambiguous; the nearest terms are named.
    """
    return Context(
        on=parse_day(said.on, where="--on"),
        known=parse_day(said.known, where="--known") if said.known else None,
        asker=_asker(said.asker, book) if said.asker else None,
        conduct=_term(said.conduct, "conduct", book),
        place=_term(said.place, "place", book),
        site=_term(said.site, "site", book),
        purpose=_term(said.purpose, "purpose", book),
        circumstances=tuple(sorted({book.vocabulary("circumstance").resolve(one) for one in said.circumstances})),
    )


def _term(word: str, vocabulary: str, book: Directory) -> str | None:
    return book.vocabulary(vocabulary).resolve(word) if word else None


def _asker(word: str, book: Directory) -> Asker:
    if word.startswith("org:"):
        found = organisation_named(word.removeprefix("org:").strip().strip('"'), book)
        return Asker(found.title, _classes(found, book), found.id, found.jurisdiction)
    term = book.vocabulary("party").resolve(word)
    return Asker(book.vocabulary("party").terms[term].title, (term,))


def _classes(organisation: Organisation, book: Directory) -> tuple[str, ...]:
    """Give the classes recorded; a firm is a company too, and one of the United States a US company."""
    parties = book.vocabulary("party")
    if any("public-body" in parties.above(one) for one in organisation.classes):
        return organisation.classes
    if set(organisation.types) & _PUBLIC_TYPES:
        return (*organisation.classes, "public-body")
    mine = "us/company" if organisation.country == "us" else "company"
    return tuple(dict.fromkeys((*organisation.classes, mine)))


def organisation_named(name: str, book: Directory) -> Organisation:
    """Give the organisation that a user means, by id or by any recorded name.

    Raises:
        UsageProblem: None is recorded by that name, or several are.
    """
    if book.has_organisation(name):
        return book.organisation(name)
    found = sorted(set(book.organisations_named(fold(name))))
    if len(found) == 1:
        return book.organisation(found[0])
    if found:
        raise UsageProblem(
            f"{name!r} is a name of several organisations", remedy=f"say org: and one of {', '.join(found)}"
        )
    raise UsageProblem(f"no organisation is recorded as {name!r}", remedy="`barred list organisation` shows all")
