"""Open what screening needs from a snapshot, once for each process that screens."""

from functools import lru_cache
from pathlib import Path

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.screening.answer import Desk
from barred.screening.bulk.screener import Screener
from barred.screening.names.kept_lists import kept_lists
from barred.screening.names.list_hits import ListHits
from barred.screening.snapshot_index import index_digest, whole_index

__all__ = ["open_screener"]


@lru_cache(maxsize=2)
def open_screener(snapshot: str, context: Context) -> Screener:
    """Give the screener for a case; the same one when the process asks again.

    Args:
        snapshot: Path of a snapshot.
        context: Who asks, about what, when.

    Raises:
        SnapshotProblem: It is missing or cannot be read.
    """
    opened = Snapshot(Path(snapshot))
    index = whole_index(opened)
    lists = ListHits(kept_lists(opened), opened, context) if opened.has_rows("listed_names") else None
    desk = Desk(context, book=opened, index=index, lists=lists)
    return Screener(desk, index, digest=index_digest(opened), lists=lists)
