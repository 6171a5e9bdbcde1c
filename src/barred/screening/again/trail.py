"""What an answer looked at: the keys it asked for, the records it read, the dates it compared.

An answer can differ from the one before only where one of these differs. They are gathered by
standing between the answer and the directory, so that nothing has to be told twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from barred.identify.index import Grammar, IdentifierRow, Index, Mark, NameRow, Relabelled, Weight, WordRow
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Term, Vocabulary
from barred.screening.context import Directory

__all__ = ["ANY", "Trail", "WatchedBook", "WatchedIndex", "term_kind"]

# In place of a key: the whole of a kind was looked at.
ANY = ""


class Trail:
    """Kind of thing looked at to the keys of those things; `date` holds the dates compared."""

    def __init__(self) -> None:
        self.seen: dict[str, set[str]] = {}

    def add(self, kind: str, keys: Iterable[str]) -> None:
        """Note that some things of a kind were looked at."""
        self.seen.setdefault(kind, set()).update(keys)

    def as_data(self) -> dict[str, list[str]]:
        """Give the trail as plain data, in order."""
        return {kind: sorted(keys) for kind, keys in sorted(self.seen.items())}


def term_kind(vocabulary: str) -> str:
    """Name the kind of thing that a term of a vocabulary is."""
    return f"term:{vocabulary}"


class WatchedIndex:
    """An index that notes every key it is asked for, found or not."""

    def __init__(self, index: Index, trail: Trail) -> None:
        self._index = index
        self._trail = trail

    def names(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the name rows under any of the keys."""
        self._trail.add("name_key", keys)
        return self._index.names(keys)

    def typos(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the name rows that share a form with one letter left out."""
        self._trail.add("typo_key", keys)
        return self._index.typos(keys)

    def native(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the native names that hold any of the pairs of signs."""
        self._trail.add("native_key", keys)
        return self._index.native(keys)

    def relabelled(self, keys: Sequence[str]) -> Sequence[Relabelled]:
        """Give the relabelled models under any of the keys."""
        self._trail.add("relabelled_key", keys)
        return self._index.relabelled(keys)

    def identifiers(self, keys: Sequence[str]) -> Sequence[IdentifierRow]:
        """Give whose identifiers stand under any of the keys."""
        self._trail.add("identifier_key", keys)
        return self._index.identifiers(keys)

    def words(self, keys: Sequence[str]) -> Sequence[WordRow]:
        """Give what is known of any of the words."""
        self._trail.add("word_key", keys)
        return self._index.words(keys)

    def grammars(self) -> Sequence[Grammar]:
        """Give all forms of model numbers."""
        self._trail.add("grammar", [ANY])
        return self._index.grammars()

    def marks(self) -> Sequence[Mark]:
        """Give all marks of devices."""
        self._trail.add("mark", [ANY])
        return self._index.marks()

    def weights(self) -> Sequence[Weight]:
        """Give the weights of all signals."""
        self._trail.add("weight", [ANY])
        return self._index.weights()


class WatchedBook:
    """A directory that notes every record and term it is asked for, and the dates inside them."""

    def __init__(self, book: Directory, trail: Trail) -> None:
        self._book = book
        self._trail = trail
        self._vocabularies: dict[str, Vocabulary] = {}

    @property
    def digest(self) -> str:
        """Name of the content; every answer carries it, and none depends on it."""
        return self._book.digest

    @property
    def checked(self) -> str:
        """The day of the last check; every answer carries it, and none depends on it."""
        return self._book.checked

    def organisation(self, key: str) -> Organisation:
        """Give an organisation."""
        self._trail.add("organisation", [key])
        found = self._book.organisation(key)
        for member in found.memberships:
            self._trail.add("date", filter(None, (member.since, member.until)))
        for link in found.links:
            self._trail.add("date", filter(None, (link.since, link.until)))
        return found

    def has_organisation(self, key: str) -> bool:
        """Tell whether an id is that of an organisation."""
        self._trail.add("organisation", [key])
        return self._book.has_organisation(key)

    def organisations_named(self, folded: str) -> Sequence[str]:
        """Give the ids of the organisations that record a name, in folded form."""
        self._trail.add("organisation-name", [folded])
        return self._book.organisations_named(folded)

    def source(self, key: str) -> Source:
        """Give a source."""
        self._trail.add("source", [key])
        return self._book.source(key)

    def restriction(self, key: str) -> Restriction:
        """Give a restriction."""
        self._trail.add("restriction", [key])
        return self._noted(self._book.restriction(key))

    def vocabulary(self, name: str) -> Vocabulary:
        """Give a vocabulary that notes which of its terms are looked at."""
        if name not in self._vocabularies:
            terms = _WatchedTerms(self._book.vocabulary(name).terms, term_kind(name), self._trail)
            self._vocabularies[name] = Vocabulary(name, terms)
        return self._vocabularies[name]

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give the restrictions that name one of the organisations or aim at any class."""
        asked = [*organisations]
        self._trail.add("aim", [*asked, ANY])
        return [self._noted(one) for one in self._book.restrictions_aimed_at(asked)]

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table."""
        self._trail.add("table", [table])
        return self._book.rows(table)

    def _noted(self, one: Restriction) -> Restriction:
        self._trail.add("date", (stage.date for stage in one.stages))
        for target in one.targets:
            self._trail.add("date", filter(None, (target.since, target.until)))
        for exemption in one.exemptions:
            self._trail.add("date", filter(None, (exemption.since, exemption.until)))
        return one


class _WatchedTerms(Mapping[str, Term]):
    """The terms of a vocabulary; going through them all counts as looking at the whole."""

    def __init__(self, terms: Mapping[str, Term], kind: str, trail: Trail) -> None:
        self._terms = terms
        self._kind = kind
        self._trail = trail

    def __getitem__(self, key: str) -> Term:
        self._trail.add(self._kind, [key])
        return self._terms[key]

    def __contains__(self, key: object) -> bool:
        self._trail.add(self._kind, [str(key)])
        return key in self._terms

    def __iter__(self) -> Iterator[str]:
        self._trail.add(self._kind, [ANY])
        return iter(self._terms)

    def __len__(self) -> int:
        self._trail.add(self._kind, [ANY])
        return len(self._terms)
