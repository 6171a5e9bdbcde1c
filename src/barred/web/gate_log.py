"""What the gate decided, for the log of the ledger: gathered while it answers, written in batches beside it.

A gate must not wait for a disk. What it decides goes into a queue that has an end, and once a second the queue goes
into the ledger as one entry of its chain. Devices that come again and again in that second are one line with a count.
When the ledger is away the queue fills, and then decisions are left out and counted: the gate goes on.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

from barred.gate.admit import Admission
from barred.gate.device import Device
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.waivers import note_uses_in
from barred.web.meters import Meters

__all__ = ["ACTION", "GateLog", "Noted"]

ACTION = "gate.decide"
_ACTOR = "gate"
_MOST = 20_000
_AT_ONCE = 2_000


class Noted(NamedTuple):
    """A decision on a device."""

    device: Device
    admission: Admission


class GateLog:
    """The decisions that are not written yet.

    Args:
        meters: Where those are counted that were written, and those that had no room.
        most: How many there is room for.
    """

    def __init__(self, meters: Meters, *, most: int = _MOST) -> None:
        self._meters, self._most = meters, most
        self._waiting: deque[Noted] = deque()

    def __len__(self) -> int:
        """Tell how many wait."""
        return len(self._waiting)

    def note(self, device: Device, admission: Admission) -> None:
        """Take a decision up; it is left out and counted when there is no room."""
        if len(self._waiting) >= self._most:
            self._meters.noted("dropped")
        else:
            self._waiting.append(Noted(device, admission))

    def write(self, ledger: Ledger, at: str) -> int:
        """Write what waits, and tell how many decisions that were; what cannot be written goes on waiting.

        Raises:
            LedgerProblem: The ledger cannot be reached.
        """
        written = 0
        while self._waiting:
            some = [self._waiting[place] for place in range(min(len(self._waiting), _AT_ONCE))]
            _write(ledger, some, at)
            for _ in some:
                self._waiting.popleft()
            self._meters.noted("kept", len(some))
            written += len(some)
        return written


def _write(ledger: Ledger, some: Sequence[Noted], at: str) -> None:
    lines: dict[tuple[object, ...], dict[str, Any]] = {}
    used: dict[str, list[str]] = {}
    for one in some:
        line = _line(one)
        first = lines.setdefault(
            (one.device, line["decision"], line["outcome"], line["on"], *line["restrictions"]), line
        )
        if first is not line:
            first["count"] += 1
            first["last"] = line["first"]
        if line["waivers"]:
            used.setdefault(line["on"], []).extend(line["waivers"])
    with ledger.change(Deed(_ACTOR, at)) as change:
        change.log(ACTION, {"decisions": [*lines.values()]})
        for on, waivers in sorted(used.items()):
            note_uses_in(change.connection, waivers, on=on)


def _line(one: Noted) -> dict[str, Any]:
    admission = one.admission
    verdict = admission.verdict
    telling = [judged for judged in verdict.restrictions if judged.applies != "no"] if verdict else []
    at = admission.at.isoformat()
    return {
        "device": {name: value for name, value in one.device._asdict().items() if value},
        "decision": admission.decision,
        "outcome": admission.outcome,
        "reason": admission.reason,
        "on": admission.on,
        "restrictions": [judged.id for judged in telling],
        "waivers": sorted({key for judged in telling for key in judged.waivers}),
        "snapshot": verdict.snapshot if verdict else "",
        "count": 1,
        "first": at,
        "last": at,
    }
