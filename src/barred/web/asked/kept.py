"""What the addresses and forms of pages of what is kept may say."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from barred.errors import UsageProblem
from barred.ledger.find_rows import Sought
from barred.web.asked.case import Case, Day, Word
from barred.web.asked.leaves import CheckedFile
from barred.web.asked.office import WaiverAsked

__all__ = [
    "AskedAgain",
    "CheckPart",
    "GatePart",
    "JobsPart",
    "LargeFile",
    "LogPart",
    "Nothing",
    "OtherPart",
    "PastPart",
    "RequestsPart",
    "WaiverDraft",
    "WaiversPart",
    "known_state",
]

_ROW = 2**31
_KEY = 80
# A page is for the eye; programs read on at `/v1`.
_Number = Annotated[int, Field(ge=0, le=_ROW)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Nothing(_Asked):
    """An address or form that says nothing more."""


class PastPart(_Asked):
    """Which of the checks: after which one the list goes on, and who ran them."""

    before: Annotated[str, Field(max_length=_KEY)] = ""
    by: Word = ""


class CheckPart(_Asked):
    """Which rows of a check, and in which order."""

    outcome: Literal["", "barred", "depends", "waived", "noted", "clear", "unidentified"] = ""
    maker: Word = ""
    text: Word = ""
    order: Literal["", "file"] = ""
    after: _Number = 0

    def sought(self) -> Sought:
        """Give it as the ledger takes it."""
        return Sought(self.outcome, self.maker, self.text, as_in_file=bool(self.order), after=self.after)


class OtherPart(_Asked):
    """Which rows of a comparison."""

    after: _Number = 0


class AskedAgain(Case):
    """The case in which the file of a check is asked about again, whole: what is left out is not said."""


class LargeFile(CheckedFile):
    """A file that was brought and is to be checked as a job, with what its columns mean and the case."""

    file: Annotated[str, Field(max_length=_KEY)]
    name: Word = ""


class JobsPart(_Asked):
    """Which of the jobs."""

    state: Word = ""


class WaiversPart(_Asked):
    """Which of the waivers, as they stand on which day."""

    state: Word = ""
    on: Day = ""


class RequestsPart(WaiversPart):
    """Which of the requests for waivers, as they stand on which day."""


class WaiverDraft(_Asked):
    """A waiver as it is being thought of; nothing has to be said yet."""

    scope: Word = ""
    value: Word = ""
    restrictions: Annotated[str, Field(max_length=4000)] = ""
    reason: Annotated[str, Field(max_length=1000)] = ""
    expires: Day = ""
    granted: Day = ""
    place: Annotated[Word, Field(alias="in")] = ""
    evidence: Annotated[str, Field(max_length=1000)] = ""
    approved_by: Word = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing that makes a waiver was said."""
        return not (self.value or self.reason or self.restrictions)

    def asked(self) -> WaiverAsked:
        """Give it as the interface for programs takes it.

        Raises:
            UsageProblem: Something is missing, or not of its form.
        """
        told = {name: value for name, value in self.model_dump(by_alias=True).items() if value}
        told["restrictions"] = [one.strip() for one in self.restrictions.splitlines() if one.strip()]
        try:
            return WaiverAsked.model_validate(told)
        except ValidationError as trouble:
            first = trouble.errors(include_url=False)[0]
            missing = first["type"] in {"missing", "too_short", "string_too_short"}
            what = "this is missing" if missing else str(first["msg"])
            raise UsageProblem(what, where=".".join(map(str, first["loc"]))) from None


class GatePart(_Asked):
    """Which decisions of the gate; `day` is a day, or an hour of one as `2026-01-31T08`."""

    day: Word = ""
    decision: Literal["", "allow", "deny", "ask"] = ""
    device: Word = ""
    waiver: Word = ""


class LogPart(_Asked):
    """Which entries of the log."""

    before: _Number = 0
    action: Annotated[str, Field(max_length=40)] = ""


def known_state(state: str, states: Sequence[str]) -> str:
    """Give the state that is wanted; empty for all.

    Raises:
        UsageProblem: It is none.
    """
    if state and state not in states:
        raise UsageProblem(f"{state!r} is no state", where="state", remedy=f"choose from {', '.join(states)}")
    return state
