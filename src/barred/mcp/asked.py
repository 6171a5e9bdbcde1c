"""What a client may ask: the arguments of each tool, with their limits; the schemas that clients see come from here."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from barred.publishing.catalogue import KINDS

__all__ = ["Asked", "CheckTextAsked", "ListAsked", "LookupAsked", "ShowAsked", "TimelineAsked", "TraceAsked"]

_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
_Texts = Annotated[
    list[_Text],
    Field(min_length=1, max_length=10, description="Companies, brands, model numbers or lines, each a question."),
]
_On = Annotated[_Words, Field(description="The day asked about, ISO date or the beginning of one; empty: today.")]
_Known = Annotated[
    _Words,
    Field(description="Answer by what was publicly known on that day, ISO date; empty: by everything on record."),
]
_MostRejected = Annotated[
    int,
    Field(ge=0, le=1_000, description="How many restrictions that do not apply are listed; `omitted` tells the rest."),
]
_Filters = Annotated[
    dict[str, _Words],
    Field(
        max_length=20,
        description="Column to value, such as place=us; commas part alternatives, and a place takes in narrower ones. "
        "The column `text` seeks words in every column, and `concerns` takes the id of an organisation: about it by "
        "name, by a class that it belongs to, or through its owners.",
    ),
]
_Limit = Annotated[int, Field(ge=1, le=200, description="How many rows at most; `left_out` tells how many follow.")]
_Offset = Annotated[int, Field(ge=0, description="How many rows to pass over, to go on where an answer ended.")]


class Asked(BaseModel):
    """The arguments of a tool: others than those named are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Case(Asked):
    """A case; what is left out is asked back when it matters."""

    asker: _Words = Field("", description="Who asks: a party class such as us/federal/executive-agency, or org:NAME.")
    conduct: _Words = Field(
        "", description="What is to be done: procure, use, deploy, import, sell, export-to, invest."
    )
    place: _Words = Field("", description="Where: an ISO 3166 code, a name or a region.")
    site: _Words = Field("", description="At which kind of site or event.")
    purpose: _Words = Field("", description="For what purpose.")
    circumstances: list[_Words] = Field(
        default_factory=list, max_length=20, description="Further facts of the case, such as authorization/existing."
    )
    on: _On = ""
    known: _Known = ""
    most_rejected: _MostRejected = 10


class LookupAsked(_Case):
    """Arguments of `lookup`."""

    texts: _Texts


class CheckTextAsked(_Case):
    """Arguments of `check_text`."""

    text: str = Field(
        max_length=200_000, pattern=r"\S", description="A document, mail, clause, page or list; each line is read."
    )


class TraceAsked(Asked):
    """Arguments of `trace`."""

    texts: _Texts
    on: _On = ""
    known: _Known = ""


class ShowAsked(Asked):
    """Arguments of `show`."""

    id: _Words = Field(min_length=1, description="The id of a record of any kind, as other answers give it.")
    on: _On = ""
    known: _Known = ""


class TimelineAsked(Asked):
    """Arguments of `timeline`."""

    filters: _Filters = Field(default_factory=dict)
    since: _Words = Field("", description="From that day, month or year on; empty: from the beginning.")
    on: _Words = Field("", description="Up to and with that day, month or year; empty: to the end of the records.")
    known: _Known = ""
    limit: _Limit = 50
    offset: _Offset = 0


class ListAsked(Asked):
    """Arguments of `list`."""

    kind: _Words = Field(description=f"The kind of record: {', '.join(KINDS)}.")
    filters: _Filters = Field(default_factory=dict)
    on: _Words = Field(
        "",
        description="The stage of a restriction is told for that day (empty: today), and nothing said or done after it "
        "is listed (empty: all).",
    )
    known: _Known = ""
    limit: _Limit = 50
    offset: _Offset = 0
