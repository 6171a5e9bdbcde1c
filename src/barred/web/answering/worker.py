"""One thread for answers that take long, so that short ones need not wait for them.

What an edition remembers is used by one thread at a time, so this one has an edition of its own, on the same open
snapshot: the file may have been replaced since.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from barred.directory.snapshot import Snapshot
from barred.model.waiver import Waiver
from barred.web.answering.edition import Edition

__all__ = ["Worker"]

Made = TypeVar("Made")


class Worker:
    """The thread."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="barred-long")
        self._own: Edition | None = None

    async def run(self, edition: Edition, task: Callable[[Edition], Made]) -> Made:
        """Do a task with the content of an edition, and give what it gives."""
        given = (edition.snapshot, edition.waivers)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, given, task)

    def close(self) -> None:
        """End the thread when its tasks are done."""
        self._thread.shutdown(wait=True)

    def _do(self, given: tuple[Snapshot, tuple[Waiver, ...]], task: Callable[[Edition], Made]) -> Made:
        snapshot, waivers = given
        if self._own is None or self._own.snapshot is not snapshot:
            self._own = Edition(snapshot)
        self._own.waive(waivers)
        return task(self._own)
