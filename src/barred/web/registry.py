"""The ledger as a server uses it: beside the answers, never in their way."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from barred.errors import LedgerProblem
from barred.ledger.file_store import FileStore
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.signing_secret import signing_secret
from barred.web.answering.answers import now

__all__ = ["Registry"]

# More writers would only wait for each other.
_THREADS = 8
_SECRET_BYTES = 32

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

    def secret(self) -> bytes:
        """Give what signs the cookies of all servers of the ledger; without a ledger there is nothing to sign.

        Raises:
            LedgerProblem: It cannot be reached.
        """
        if self._ledger is None:
            return secrets.token_bytes(_SECRET_BYTES)
        return signing_secret(self._ledger, deed=Deed("barred serve", now()))

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
