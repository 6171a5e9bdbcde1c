"""The log: its entries, what the gate decided among them, and the proof that nobody changed any."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred.ledger.log import Entry, Proof
from barred.model.question import Context
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels, Leaf

__all__ = ["GateAsked", "GateLogView", "LogPageView", "ProofPageView", "gate_log", "log_page", "proof_page"]

_LINES = 200


@dataclass(frozen=True, kw_only=True)
class LogPageView(Leaf):
    """Entries of the log, the newest first; `next` leads to those before, 0 at the end; `action` narrows them."""

    TABLE: ClassVar[str] = "entries"

    entries: list[dict[str, Any]]
    action: str
    next: int


@dataclass(frozen=True, kw_only=True)
class ProofPageView(Leaf):
    """Whether the log hangs together.

    Args:
        is_whole: It does.
        proved: How many entries from the first on.
        head: Digest of the last of them; who notes it elsewhere can show later that nothing was cut off.
        broken: The first entry that does not fit; None when all do.
        why: What does not fit.
    """

    TABLE: ClassVar[str] = "proofs"

    is_whole: bool
    proved: int
    head: str
    broken: int | None
    why: str

    @property
    def proofs(self) -> list[dict[str, Any]]:
        """The proof, as a list of one."""
        return [{"is_whole": self.is_whole, "proved": self.proved, "head": self.head, "broken": self.broken,
                 "why": self.why}]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class GateLogView(Leaf):
    """What the gate decided in a day or an hour.

    Args:
        asked: The filters, by name; `day` is what is shown.
        counts: Decisions of that time by what was decided, whatever the other filters say.
        outcomes: The same by outcome.
        total: How many decisions fit the filters.
        lines: The newest of them: a device and a decision each, with how often, and the number of its log entry.
        entries: How many entries of the log were looked at.
        is_cut: There are more entries in that time than are looked at; an hour of it shows them all.
        head: Number and digest of the newest entry of the log; None of an empty one.
    """

    TABLE: ClassVar[str] = "lines"

    asked: dict[str, str]
    counts: dict[str, int]
    outcomes: dict[str, int]
    total: int
    lines: list[dict[str, Any]]
    entries: int
    is_cut: bool
    head: dict[str, Any] | None


class GateAsked(NamedTuple):
    """Which decisions are wanted; `device` is sought in every word that is known of it."""

    day: str
    decision: str = ""
    device: str = ""
    waiver: str = ""

    def takes(self, line: dict[str, Any]) -> bool:
        """Tell whether a line is wanted."""
        words = " ".join(map(str, line["device"].values())).casefold()
        is_so = self.decision in {"", line["decision"]} and self.device.casefold() in words
        return is_so and (not self.waiver or self.waiver in line["waivers"])


def log_page(entries: Sequence[Entry], *, action: str, most: int, edition: Edition) -> LogPageView:
    """Fill the list; one entry more than `most` tells that there are more."""
    shown = entries[:most]
    return LogPageView(
        **carried(Context(on=today()), edition),
        **Labels(edition.snapshot).told(),
        entries=[{**one._asdict(), "payload": json.loads(one.payload)} for one in shown],
        action=action,
        next=shown[-1].sequence if len(entries) > most else 0,
    )


def proof_page(proof: Proof, *, edition: Edition) -> ProofPageView:
    """Fill the page of the proof."""
    told = {**carried(Context(on=today()), edition), **Labels(edition.snapshot).told()}
    return ProofPageView(**told, is_whole=proof.broken is None, **proof._asdict())


def gate_log(
    asked: GateAsked, entries: Sequence[Entry], *, most: int, head: Sequence[Entry], edition: Edition
) -> GateLogView:  # fmt: skip
    """Fill the gate log; one entry more than `most` tells that it is cut."""
    labels = Labels(edition.snapshot)
    counts: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    found: list[dict[str, Any]] = []
    total = 0
    for entry in entries[:most]:
        for line in reversed(json.loads(entry.payload)["decisions"]):
            counts[line["decision"]] = counts.get(line["decision"], 0) + line["count"]
            outcomes[line["outcome"]] = outcomes.get(line["outcome"], 0) + line["count"]
            if asked.takes(line):
                total += line["count"]
                if len(found) < _LINES:
                    found.append({**line, "entry": entry.sequence})
    labels.name(*[key for line in found for key in line["restrictions"]])
    return GateLogView(
        **carried(Context(on=asked.day[:10]), edition),
        **labels.told(),
        asked=asked._asdict(),
        counts=counts,
        outcomes=outcomes,
        total=total,
        lines=found,
        entries=min(len(entries), most),
        is_cut=len(entries) > most,
        head={"number": head[0].sequence, "hash": head[0].hash} if head else None,
    )
