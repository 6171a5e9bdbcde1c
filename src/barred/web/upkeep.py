"""What a server with a ledger does once a second beside its answers: take waivers up, write what the gate decided.

Once an hour it deletes the files of jobs whose time is over, where its operator set one, and notes the newest entry of
the log of the ledger in its own log: who keeps that elsewhere can show later that nobody wrote the other one anew.
"""

import asyncio
import time
from contextlib import suppress
from functools import partial

from barred.errors import BarredError, FileProblem
from barred.ledger.ledger import Ledger
from barred.ledger.log import Head, head_of, newest_head
from barred.ledger.waivers import KeptWaiver, read_waivers
from barred.web.answering.answers import now
from barred.web.answering.edition import Editions
from barred.web.gate_log import GateLog
from barred.web.jobs.retention import Retention
from barred.web.log import note
from barred.web.registry import Registry

__all__ = ["Upkeep"]

_EVERY_S = 1.0
_NOTED_EVERY_S = 3600.0
_ERROR = 40
_ACTOR = "upkeep"


class Upkeep:
    """Keeps a server and its ledger in step.

    Args:
        registry: The ledger.
        editions: The waivers on record count in their answers.
        gate_log: What the gate decided.
        retention: For how long the files of jobs are kept.
    """

    def __init__(self, registry: Registry, *, editions: Editions, gate_log: GateLog, retention: Retention) -> None:
        self._registry, self._editions, self.gate_log = registry, editions, gate_log
        self._retention = retention
        self._seen = -1
        self._noted, self._note_from = Head(0, ""), 0.0
        self._is_failing = False

    async def take_waivers(self) -> None:
        """Let the waivers count that are on record now.

        Raises:
            LedgerProblem: The ledger cannot be reached.
        """
        found = await self._registry.do(partial(_waivers_since, seen=self._seen))
        if found is not None:
            kept, self._seen = found
            self._editions.waive([one.waiver for one in kept])

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_S)
            await self._step()

    async def end(self) -> None:
        """Write what is left."""
        with suppress(BarredError):
            await self._registry.do(partial(self.gate_log.write, at=now()))
            await self._note_head()

    async def _step(self) -> None:
        try:
            await self.take_waivers()
            if len(self.gate_log):
                await self._registry.do(partial(self.gate_log.write, at=now()))
            await self._expire()
            if time.monotonic() >= self._note_from:
                await self._note_head()
        except BarredError as trouble:
            if not self._is_failing:
                note("ledger out of reach", level=_ERROR, why=str(trouble))
            self._is_failing = True
            return
        except Exception as trouble:  # noqa: BLE001 - a fault here must not end what is done every second
            note("failure", level=_ERROR, exc_info=trouble, at="upkeep")
            return
        if self._is_failing:
            note("ledger in reach again")
        self._is_failing = False

    async def _note_head(self) -> None:
        self._note_from = time.monotonic() + _NOTED_EVERY_S
        head = await self._registry.do(newest_head)
        if head.number and head != self._noted:
            self._noted = head
            note("log head", number=head.number, hash=head.hash)

    async def _expire(self) -> None:
        if not self._retention.is_due():
            return
        try:
            gone = await self._registry.do(partial(self._retention.expire, files=self._registry.files, actor=_ACTOR))
        except FileProblem as trouble:
            note("files not deleted", level=_ERROR, why=str(trouble))
            return
        if gone is not None:
            note("files deleted", jobs=len(gone.jobs), files=gone.files, bytes=gone.size_bytes)


def _waivers_since(ledger: Ledger, seen: int) -> tuple[list[KeptWaiver], int] | None:
    """Give the waivers and the number of the newest entry, or None when nothing was logged since."""
    with ledger.read() as connection:
        if head_of(connection) == seen:
            return None
    return read_waivers(ledger)
