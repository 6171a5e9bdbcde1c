"""What is asked: the thing in hand, and who wants to do what with it, where and when."""

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Asker", "Context", "Subject"]


class Subject(NamedTuple):
    """The thing in hand as it was given.

    Args:
        text: The words themselves; for a row, its identifying cells joined by a space.
        kind: `text` for a free question, `row` for a line of a file.
        file: Name of the file, empty for a free question.
        row: Number of the row in its file or sheet as the user counts, from 1.
        fields: What single columns said, by meaning: `brand`, `model`, `organisation`,
            `description`, `identifier`.
    """

    text: str
    kind: str = "text"
    file: str = ""
    row: int | None = None
    fields: Mapping[str, str] = {}


class Asker(NamedTuple):
    """Who asks: the class stated, or an organisation and the classes it belongs to."""

    said: str
    classes: tuple[str, ...]
    organisation: str | None = None
    jurisdiction: str | None = None


class Context(NamedTuple):
    """What the user said about the case; a part left out is unknown, not absent.

    Args:
        asker: Who must or must not.
        conduct: What they would do.
        place: Where; a place code.
        site: At which kind of site or event.
        purpose: What for.
        circumstances: Further facts that the user states, such as `authorization/existing`.
        on: The day asked about, ISO prefix.
        known: The day by whose knowledge it is judged; None takes all that is recorded.
    """

    on: str
    known: str | None = None
    asker: Asker | None = None
    conduct: str | None = None
    place: str | None = None
    site: str | None = None
    purpose: str | None = None
    circumstances: tuple[str, ...] = ()
