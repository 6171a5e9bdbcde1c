"""For how long the files of jobs are kept, and when somebody looks for those whose time is over."""

import time
from datetime import UTC, datetime, timedelta

from barred.ledger.expire_files import Expired, Term, expire_files
from barred.ledger.file_store import FileStore
from barred.ledger.ledger import Deed, Ledger
from barred.web.answering.answers import now

__all__ = ["Retention"]

_EVERY_S = 3600.0


class Retention:
    """The term of a server or worker: it looks when it begins, and then once an hour.

    Args:
        days: How many days after the end of their job files are kept; None for ever.
    """

    def __init__(self, days: int | None) -> None:
        self.days = days
        self._next_s = time.monotonic()

    def is_due(self) -> bool:
        """Tell whether it is time to look, and that it is from now on looked after."""
        if self.days is None or time.monotonic() < self._next_s:
            return False
        self._next_s = time.monotonic() + _EVERY_S
        return True

    def expire(self, ledger: Ledger, files: FileStore, *, actor: str) -> Expired | None:
        """Delete what is too old, and log it under a name.

        Raises:
            FileProblem: A file cannot be deleted.
            LedgerProblem: The ledger cannot be reached.
        """
        if self.days is None:
            return None
        before = datetime.now(UTC) - timedelta(days=self.days)
        term = Term(self.days, before.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), before.timestamp())
        return expire_files(ledger, files, term=term, deed=Deed(actor, now()))
