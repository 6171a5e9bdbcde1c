"""What the addresses of pages for people may say."""

from typing import Annotated, Literal

from pydantic import Field

from barred.publishing.restriction_rows import CONCERNS
from barred.readers.headings.columns import MEANINGS
from barred.web.asked.case import Case, Clocks, Day, Word

__all__ = ["Between", "CheckedFile", "Filtered", "Questioned", "Searched"]

_TEXT = 2000
_MOST_PAGES = 10_000
_MOST_OPEN = 100


class Questioned(Case):
    """A question: the thing in hand, the case, and which kinds of restrictions are unfolded."""

    q: Annotated[str, Field(max_length=_TEXT)] = ""
    open: Annotated[list[Word], Field(max_length=_MOST_OPEN, default_factory=list)]


class Searched(Clocks):
    """A search and what narrows it."""

    q: Annotated[str, Field(max_length=_TEXT)] = ""
    kind: Word = ""
    country: Word = ""
    year: Word = ""
    status: Word = ""
    page: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1


class Filtered(Clocks):
    """Filters of the directory."""

    text: Word = ""
    place: Word = ""
    coarse: Word = ""
    rationale: Word = ""
    actor_type: Word = ""
    in_force: Word = ""
    year: Annotated[str, Field(pattern="^([0-9]{4})?$")] = ""
    concerns: Annotated[Word, Field(alias=CONCERNS)] = ""

    def filters(self) -> dict[str, str]:
        """Give the filters by column."""
        return {name: value for name, value in self.model_dump().items() if name not in {"on", "known"}}


class CheckedFile(Case):
    """A file that was brought: how it is read, what its columns mean, the case, and which rows are shown."""

    brand: Word = ""
    model: Word = ""
    organisation: Word = ""
    description: Word = ""
    identifier: Word = ""
    quantity: Word = ""
    encoding: Word = ""
    outcome: Literal["", "barred", "depends", "waived", "noted", "clear", "unidentified"] = ""
    maker: Word = ""
    text: Word = ""
    order: Literal["", "file"] = ""
    page: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1

    def columns(self) -> dict[str, str]:
        """Give the columns that the user named, by meaning."""
        return {name: said for name in MEANINGS if (said := getattr(self, name))}


class Between(Clocks):
    """Two days, or two snapshots on the day of the clocks; and which part of what differs a page shows."""

    since: Annotated[Day, Field(alias="from")] = ""
    until: Annotated[Day, Field(alias="to")] = ""
    before: Word = ""
    after: Word = ""
    kind: Word = ""
    page: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1
