"""Bring a snapshot to every worker."""

from typing import Any

__all__ = ["ship", "shipped"]


def ship(session: Any, snapshot: str) -> None:  # noqa: ANN401 - a session of an extra
    """Send a snapshot along with the work; a file of its name, sent before, must be the same."""
    session.sparkContext.addFile(snapshot)


def shipped(snapshot: str) -> str:
    """Give the path at which this worker has the snapshot that was sent from a path."""
    from pyspark import SparkFiles  # noqa: PLC0415 - of the extra `spark`

    path: str = SparkFiles.get(snapshot.rpartition("/")[2])
    return path
