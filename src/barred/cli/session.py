"""What a command opens before it answers."""

import argparse
import os
from pathlib import Path

from barred.cli.options import settings, today
from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem
from barred.wiring import open_snapshot, read_settings

__all__ = ["opened", "opened_at"]


def opened(options: argparse.Namespace) -> Snapshot:
    """Open the snapshot that the options choose.

    Raises:
        SnapshotProblem: It is missing, unreadable or older than `--max-age` allows.
    """
    snapshot = open_snapshot(settings(options))
    if options.max_age is not None and snapshot.checked:
        from datetime import date  # noqa: PLC0415 - only this option needs it

        age = (date.fromisoformat(today()) - date.fromisoformat(snapshot.checked)).days
        if age > options.max_age:
            what = f"stale: the directory was last checked on {snapshot.checked}, {age} days ago"
            raise SnapshotProblem(what, where=str(snapshot.path), remedy="update barred or the directory")
    return snapshot


def opened_at(path: Path) -> Snapshot:
    """Open a snapshot file as it is, or a folder of records, which is compiled first.

    Raises:
        SnapshotProblem: It is missing or unreadable.
    """
    if path.is_dir():
        return open_snapshot(read_settings({**os.environ, "BARRED_SNAPSHOT": ""}, directories=[path]))
    return Snapshot(path)
