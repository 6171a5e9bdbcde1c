"""What a command opens before it answers: the snapshot and the index on it."""

import argparse
from datetime import date

from barred.cli.options import settings, today
from barred.screening.snapshot_index import SnapshotIndex
from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem
from barred.wiring import open_snapshot

__all__ = ["index_of", "opened"]


def opened(options: argparse.Namespace) -> Snapshot:
    """Open the snapshot that the options choose.

    Raises:
        SnapshotProblem: It is missing, unreadable or older than `--max-age` allows.
    """
    snapshot = open_snapshot(settings(options))
    if options.max_age is not None:
        age = (date.fromisoformat(today()) - date.fromisoformat(snapshot.checked)).days
        if age > options.max_age:
            what = f"stale: the directory was last checked on {snapshot.checked}, {age} days ago"
            raise SnapshotProblem(what, where=str(snapshot.path), remedy="update barred or the directory")
    return snapshot


def index_of(snapshot: Snapshot) -> SnapshotIndex:
    """Give the index by which texts are identified."""
    return SnapshotIndex(snapshot)
