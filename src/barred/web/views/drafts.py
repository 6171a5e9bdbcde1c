"""The draft of a report that a clause asks for, from a check: what is to be said, by when it is due, what it lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred.model.question import Context
from barred.publishing.clauses.clause import clauses, read_clause
from barred.publishing.clauses.clause_draft import ClauseDraft, draft_data
from barred.publishing.clauses.draft_clause import draft_clause
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.asked.drafts import DraftPart
from barred.web.views.front import CASE_LISTS
from barred.web.views.leaf import Choice, Labels, Leaf

__all__ = ["CheckDrafted", "DraftView", "draft", "draft_view"]


class CheckDrafted(NamedTuple):
    """The check that a draft is of.

    Args:
        name: What its user calls it.
        digest: Of the file that was checked.
        case: The case by parameter.
        verdicts: Whole, in the order of rows; read once.
    """

    name: str
    digest: str
    case: Mapping[str, Any]
    verdicts: Iterable[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class DraftView(Leaf):
    """A draft in the making.

    Args:
        file: What the user calls the file.
        case: The case in which it was checked, by parameter.
        clauses: The clauses on record.
        said: What was typed, by field.
        draft: What came of it; None as long as the time of identification is not said.
    """

    TABLE: ClassVar[str] = "items"

    file: str
    case: dict[str, Any]
    clauses: list[Choice]
    said: dict[str, str]
    draft: dict[str, Any] | None

    @property
    def items(self) -> list[dict[str, Any]]:
        """What is to be reported, and then what is still open."""
        return [*self.draft["items"], *self.draft["unsettled"]] if self.draft else []


def draft(asked: DraftPart, check: CheckDrafted, *, edition: Edition) -> ClauseDraft:
    """Draft the report.

    Raises:
        UsageProblem: The clause is not on record, a day is none, or an identifier is wrong.
    """
    return draft_clause(
        asked.told(), check.verdicts, checks=[(check.name, check.digest)], book=edition.snapshot
    )  # fmt: skip


def draft_view(asked: DraftPart, check: CheckDrafted, *, edition: Edition) -> DraftView:
    """Fill the page."""
    book = edition.snapshot
    labels = Labels(book)
    labels.rows([check.case], CASE_LISTS)
    labels.name(check.case["as"].removeprefix("org:"))
    made = draft(asked, check, edition=edition) if asked.identified else None
    if made:
        labels.name(*{key for item in made.items for key in (*item.restrictions, item.maker)})
    known = [Choice(one, read_clause(book, one, on=today()).title) for one in clauses(book)]
    return DraftView(
        **carried(Context(on=check.case["on"] or today()), edition),
        **labels.told(),
        file=check.name,
        case=dict(check.case),
        clauses=known,
        said=asked.typed(),
        draft=draft_data(made) if made else None,
    )
