"""Closed lists of terms, each a small tree, and how two terms of one list relate."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from barred.errors import UsageProblem
from barred.model.truth import Truth, some

__all__ = ["Term", "Vocabulary"]


class Term(NamedTuple):
    """A word of a closed list, with the line between it and its neighbour.

    `traits` hold what the judge or the pages need beyond the words, such as whether an action
    binds; each vocabulary says which. `kept_for` is why the term stays though no record uses it.
    """

    id: str
    title: str
    definition: str = ""
    boundary: str = ""
    kept_for: str = ""
    broader: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    traits: Mapping[str, object] = {}


class Vocabulary:
    """The terms of one list.

    Args:
        name: What the list is called, in errors too.
        terms: Its terms by id; every `broader` names another of them.
    """

    def __init__(self, name: str, terms: Mapping[str, Term]) -> None:
        self.name = name
        self.terms = terms
        self._above: dict[str, frozenset[str]] = {}

    def __contains__(self, term: str) -> bool:
        return term in self.terms

    def above(self, term: str) -> frozenset[str]:
        """Give a term and every broader one.

        Raises:
            UsageProblem: The vocabulary does not have the term.
        """
        if term not in self._above:
            if term not in self.terms:
                raise UsageProblem(f"{term!r} is not a {self.name}")
            found = {term}
            for broader in self.terms[term].broader:
                found |= self.above(broader)
            self._above[term] = frozenset(found)
        return self._above[term]

    def relation(self, stated: str, wanted: str) -> Truth:
        """Tell whether something stated as one term is something wanted as another.

        Returns:
            Yes when `stated` is `wanted` or narrower, open when it is broader (a narrower word
            would decide), no when neither holds the other.
        """
        if wanted in self.above(stated):
            return Truth.YES
        return Truth.OPEN if stated in self.above(wanted) else Truth.NO

    def any_relation(self, stated: Iterable[str], wanted: Iterable[str]) -> Truth:
        """Tell whether any of the stated terms is any of the wanted ones."""
        wanted = tuple(wanted)
        return some(self.relation(one, other) for one in stated for other in wanted)

    def resolve(self, text: str) -> str:
        """Find the term that a user means: by id, alias, title or the unambiguous end of an id.

        Raises:
            UsageProblem: None or several do; the nearest terms are named.
        """
        if text in self.terms:
            return text
        asked = _plain(text)
        exact = [one.id for one in self.terms.values() if asked in _spellings(one)]
        found = exact or [one for one in self.terms if _plain(one).endswith("/" + asked)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageProblem(f"{text!r} could be any {self.name} of {', '.join(sorted(found))}")
        near = ", ".join(self._nearest(asked)) or ", ".join(sorted(self.terms)[:12])
        raise UsageProblem(f"{text!r} is not a known {self.name}", remedy=f"did you mean {near}?")

    def _nearest(self, asked: str) -> list[str]:
        from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

        spelt = {form: one.id for one in self.terms.values() for form in _spellings(one)}
        return sorted({spelt[form] for form in get_close_matches(asked, spelt, n=4)})


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _spellings(term: Term) -> set[str]:
    return {_plain(form) for form in (term.id, term.title, *term.aliases)}
