"""Judge the restrictions that rest on an official list for whoever the list names, known to the directory or not.

A target class may say which list it is. Who stands on that list counts among the class, as a recorded
member does; no other restriction reaches an entry that the directory does not know.
"""

from collections.abc import Iterable, Sequence

from barred.judge.decide import Decision, worst_of
from barred.judge.judge import judge
from barred.judge.scope import Case
from barred.judge.trace import Path, Trace
from barred.model.book import Book
from barred.model.candidate import Candidate, Signal
from barred.model.listing import Listing
from barred.model.organisation import Membership, Organisation
from barred.model.question import Context
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.truth import Truth
from barred.model.vocabulary import Vocabulary

__all__ = ["rest_on_list", "stand_in"]

# Below this score a name is no more than possible, and what is only possible bars nobody.
_PROBABLE_FROM = 0.9


def stand_in(listing: Listing, *, text: str) -> Candidate:
    """Give the candidate that stands for an entry while restrictions are judged.

    Args:
        listing: The entry.
        text: The words that were read as its name; empty where the directory says who it is, so that no
            other reading of the words competes with it.
    """
    band = "probable" if listing.score >= _PROBABLE_FROM else "possible"
    signals = (Signal("listed", text, 0.0, listing.source),) if text else ()
    return Candidate(_key(listing), None, None, listing.score, band, signals)


def rest_on_list(listing: Listing, context: Context, *, book: Book) -> Decision:
    """Judge what rests on the list of an entry.

    Returns:
        The decision, taking it as certain that the subject is the entry; without judgements where no
        restriction of the directory rests on the list.
    """
    key = _key(listing)
    found = Trace(key, {key: (Path(key, frozenset(), Truth.YES, ()),)})
    terms = book.vocabulary("target-class").terms
    classes = [name for name in terms if terms[name].traits.get("list") == listing.list]
    if not classes:
        return Decision(worst_of(()), found, ())
    within = _WithEntry(listing, classes, book)
    concerned = [one for one in book.restrictions_aimed_at([]) if _classes_of(one) & set(classes)]
    case = Case(context, (), is_said=False)
    held = tuple(filter(None, (judge(one, found, case=case, book=within) for one in concerned)))
    return Decision(worst_of(held), found, held)


def _key(listing: Listing) -> str:
    return f"{listing.list}/{listing.entry}"


def _classes_of(restriction: Restriction) -> set[str | None]:
    return {target.target_class for target in restriction.targets}


class _WithEntry:
    """A directory in which an entry of a list is an organisation of its own."""

    def __init__(self, listing: Listing, classes: Iterable[str], book: Book) -> None:
        basis = f"entry {listing.entry} of the list, read on {listing.imported}"
        since, until = listing.since or None, listing.until or None
        members = tuple(Membership(name, basis, since, until) for name in classes)
        self._key, self._book = _key(listing), book
        self._entry = Organisation(self._key, listing.name, (), memberships=members)

    @property
    def digest(self) -> str:
        """Name of the content."""
        return self._book.digest

    @property
    def checked(self) -> str:
        """The day on which the directory was last checked."""
        return self._book.checked

    def organisation(self, key: str) -> Organisation:
        """Give an organisation, or the entry as one."""
        return self._entry if key == self._key else self._book.organisation(key)

    def source(self, key: str) -> Source:
        """Give a source by id."""
        return self._book.source(key)

    def restriction(self, key: str) -> Restriction:
        """Give a restriction by id."""
        return self._book.restriction(key)

    def vocabulary(self, name: str) -> Vocabulary:
        """Give a vocabulary by name."""
        return self._book.vocabulary(name)

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give the restrictions that name one of the organisations or aim at any class, by id."""
        return self._book.restrictions_aimed_at(organisations)

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table."""
        return self._book.rows(table)
