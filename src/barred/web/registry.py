"""The ledger as a server uses it: beside the answers, never in their way."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from barred.errors import LedgerProblem
from barred.ledger.file_store import FileStore
from barred.ledger.ledger import Ledger

__all__ = ["Registry"]

# More writers would only wait for each other.
_THREADS = 8

Made = TypeVar("Made")


class Registry:
    """A ledger with the files of its jobs, or none.

    Args:
        ledger: An opened ledger; None for a server without one.
        files: Where uploads and results lie.
    """

    def __init__(self, ledger: Ledger | None = None, files: FileStore | None = None) -> None:
        self._ledger, self._files = ledger, files
        self._threads = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="barred-ledger")

    @property
    def is_there(self) -> bool:
        """Tell whether there is a ledger."""
        return self._ledger is not None

    @property
    def files(self) -> FileStore:
        """Where uploads and results lie.

        Raises:
            LedgerProblem: The server has no ledger.
        """
        if self._files is None:
            raise _missing()
        return self._files

    async def do(self, task: Callable[[Ledger], Made]) -> Made:
        """Do something with the ledger in a thread, and give what it gives.

        Raises:
            LedgerProblem: The server has no ledger, or it cannot be reached.
        """
        if self._ledger is None:
            raise _missing()
        return await asyncio.get_running_loop().run_in_executor(self._threads, task, self._ledger)

    async def call(self, task: Callable[[], Made]) -> Made:
        """Do something with files in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, task)

    def close(self) -> None:
        """Let go of the ledger when what is under way has ended."""
        self._threads.shutdown(wait=True)
        if self._ledger is not None:
            self._ledger.close()


def _missing() -> LedgerProblem:
    remedy = "whoever runs it starts it with --ledger FILE or --ledger postgresql://…"
    return LedgerProblem("this server has no ledger", remedy=remedy)
