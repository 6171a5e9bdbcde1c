"""Turn what a user said of a waiver into one in terms of the directory."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from barred.errors import UsageProblem
from barred.model.waiver import SCOPES, Waiver
from barred.screening.context import Directory, organisation_named
from barred.text.fold import fold

__all__ = ["Rules", "WaiverSaid", "grant"]


class Rules(Directory, Protocol):
    """A directory that can name all its restrictions."""

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind."""
        ...


class WaiverSaid(NamedTuple):
    """The words of a user about a waiver; `covers` is a scope, a sign of equality and what it names."""

    covers: str
    restrictions: tuple[str, ...]
    reason: str
    approved_by: str
    granted: str
    expires: str
    place: str = ""
    evidence: str = ""
    id: str = ""


def grant(said: WaiverSaid, book: Rules) -> Waiver:
    """Resolve the words of a user.

    Args:
        said: A restriction may be named by its id, or by words of the instrument or citation that
            its record has, a number among them ("52.204-25"); then all that have them are meant. An
            organisation may be named by any recorded name.
        book: The directory.

    Raises:
        UsageProblem: A word is unknown or ambiguous.
    """
    scope, sign, value = (part.strip() for part in said.covers.partition("="))
    if not sign or not value or scope not in SCOPES:
        raise UsageProblem(
            f"{said.covers!r} does not say what it covers", remedy=f"write SCOPE=VALUE with {', '.join(SCOPES)}"
        )
    if scope == "organisation":
        value = organisation_named(value, book).id
    elif scope == "site":
        value = book.vocabulary("site").resolve(value)
    found = {word: _restrictions(word, book) for word in said.restrictions}
    return Waiver(
        id=said.id,
        scope=scope,
        value=value,
        restrictions=tuple(dict.fromkeys(key for keys in found.values() for key in keys)),
        reason=said.reason,
        approved_by=said.approved_by,
        granted=said.granted,
        expires=said.expires,
        place=book.vocabulary("place").resolve(said.place) if said.place else None,
        clause="; ".join(word for word, keys in found.items() if keys != [word]),
        evidence=said.evidence,
    )


def _restrictions(word: str, book: Rules) -> list[str]:
    known = book.ids("restriction")
    if word in known:
        return [word]
    wanted = f" {fold(word)} "
    # Words without a number ("the act") would waive more than anybody meant.
    has_number = any(map(str.isdigit, wanted))
    found = [key for key in known if has_number and any(wanted in clause for clause in _clauses(key, book))]
    if not found:
        what = f"no restriction has the id {word!r}, or these words and a number in its instrument or citation"
        raise UsageProblem(what, where="--restriction", remedy="`barred list restriction --text WORDS` finds it")
    return found


def _clauses(key: str, book: Rules) -> Iterable[str]:
    one = book.restriction(key)
    return [f" {fold(text)} " for text in (one.instrument, one.citation) if text]
