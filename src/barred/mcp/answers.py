"""Answer the questions of a client: each tool is a few calls of what the command line calls too."""

from collections.abc import Callable, Iterable
from typing import Any

from barred.directory.snapshot import Snapshot
from barred.judge.trace import trace
from barred.mcp.asked import CheckTextAsked, ListAsked, LookupAsked, ShowAsked, TimelineAsked, TraceAsked
from barred.mcp.page_data import page_data
from barred.model.day import parse_day
from barred.model.question import Context, Subject
from barred.model.verdict import NOTICE
from barred.publishing.catalogue import catalogue, kind_of
from barred.publishing.shown_records import shown_record, shown_records
from barred.publishing.timeline import Period, timeline
from barred.publishing.tree import link_data, named_in
from barred.publishing.verdicts.verdict_data import as_data, step_data
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.names.open_lists import open_lists
from barred.screening.page_answer import answer_page
from barred.screening.snapshot_index import whole_index

__all__ = ["Answers"]

_Data = dict[str, Any]
# What was said and what happened is listed to the end, unless the client names a day.
_END = "9999"


class Answers:
    """Answers from one snapshot; every answer says from which, when it was checked, and what it is not.

    Args:
        snapshot: An opened snapshot.
        today: Gives the current date, UTC, ISO; asked anew for each question, since a door stays open for days.
    """

    def __init__(self, snapshot: Snapshot, today: Callable[[], str]) -> None:
        self.snapshot = snapshot
        self._today = today
        # Texts name things somewhere inside: every key is needed, and a client asks often.
        self._index = whole_index(snapshot)

    def lookup(self, asked: LookupAsked) -> _Data:
        """Give a verdict on each text."""
        desk = self._desk(asked)
        verdicts = [desk.answer(Subject(text)) for text in asked.texts]
        return self._framed(verdicts=[as_data(one, most_rejected=asked.most_rejected) for one in verdicts])

    def check_text(self, asked: CheckTextAsked) -> _Data:
        """Give the verdict on a text, and on each party that it names."""
        found = answer_page(asked.text, self._desk(asked), index=self._index)
        return self._framed(**page_data(found, most_rejected=asked.most_rejected))

    def trace(self, asked: TraceAsked) -> _Data:
        """Give the links behind whatever each text names: as recorded, and as they hold on the day."""
        context = self._context(asked.on or self._today(), asked.known)
        return self._framed(
            on=context.on, known=context.known, traces=[self._traced(text, context) for text in asked.texts]
        )

    def show(self, asked: ShowAsked) -> _Data:
        """Give the records of an id."""
        context = self._context(asked.on or self._today(), asked.known)
        return self._framed(records=shown_records(asked.id, context, book=self.snapshot))

    def record(self, kind: str, key: str) -> _Data:
        """Give a record of a kind as it stands today."""
        context = self._context(self._today(), "")
        return self._framed(**shown_record(kind, key, context=context, book=self.snapshot))

    def timeline(self, asked: TimelineAsked) -> _Data:
        """Give what was decided, said and done, in order."""
        period = Period(_day(asked.since, "since"), _day(asked.on, "on"))
        rows = timeline(asked.filters, period, known=_day(asked.known, "known"), book=self.snapshot)
        return self._listed(rows, asked)

    def list(self, asked: ListAsked) -> _Data:
        """Give the records of a kind as rows."""
        kind = kind_of(asked.kind)
        context = self._context(asked.on or (self._today() if kind == "restriction" else _END), asked.known)
        return self._listed(catalogue(kind, asked.filters, context=context, book=self.snapshot), asked)

    def _desk(self, asked: LookupAsked | CheckTextAsked) -> Desk:
        said = Said(
            on=asked.on or self._today(),
            asker=asked.asker,
            conduct=asked.conduct,
            place=asked.place,
            site=asked.site,
            purpose=asked.purpose,
            circumstances=tuple(asked.circumstances),
            known=asked.known,
        )
        context = understand(said, book=self.snapshot)
        return Desk(context, book=self.snapshot, index=self._index, lists=open_lists(self.snapshot, context))

    def _context(self, on: str, known: str) -> Context:
        return Context(on=parse_day(on, where="on"), known=_day(known, "known"))

    def _traced(self, text: str, context: Context) -> _Data:
        keys = [text] if self.snapshot.has_organisation(text) else named_in(text, index=self._index)
        steps = dict.fromkeys(step for key in keys for step in trace(key, context, book=self.snapshot).steps)
        return {
            "text": text,
            "is_recognised": bool(keys),
            "trees": [link_data(key, book=self.snapshot) for key in keys],
            "links": [step_data(one) for one in steps],
        }

    def _listed(self, rows: Iterable[_Data], asked: TimelineAsked | ListAsked) -> _Data:
        found = list(rows)
        shown = found[asked.offset : asked.offset + asked.limit]
        left_out = max(0, len(found) - asked.offset - len(shown))
        return self._framed(rows=shown, total=len(found), offset=asked.offset, left_out=left_out)

    def _framed(self, **told: object) -> _Data:
        return {**told, "snapshot": self.snapshot.digest, "checked": self.snapshot.checked, "notice": NOTICE}


def _day(said: str, where: str) -> str | None:
    return parse_day(said, where=where) if said else None
