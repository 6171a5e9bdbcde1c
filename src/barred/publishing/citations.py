"""Every place in a source that the directory points to: evidence of all records, and rows that mark passages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from barred.directory.schema import CITING
from barred.evidence.citation import SILENT, Citation

__all__ = ["SILENT_TABLE", "Shelves", "captures", "citations"]

SILENT_TABLE = "silent_passages"


class Shelves(Protocol):
    """A directory that gives its records as they were compiled."""

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind."""
        ...

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as it was compiled."""
        ...

    def rows(self, table: str) -> Sequence[Mapping[str, str]]:
        """Give the rows of a bulk table."""
        ...


def citations(shelves: Shelves) -> Iterator[Citation]:
    """Give every block of evidence of every record, by kind and id, then every row that marks a passage as silent.

    A block without a position is given too; what cites it inside the record is not told.
    """
    for kind in CITING:
        for key in shelves.ids(kind):
            for block in shelves.body(kind, key).get("evidence", ()):
                yield Citation(
                    kind,
                    key,
                    block["key"],
                    block["source"],
                    pinpoint=block.get("pinpoint", ""),
                    start=block.get("start"),
                    end=block.get("end"),
                    digest=block.get("digest", ""),
                )
    for number, row in enumerate(shelves.rows(SILENT_TABLE), start=1):
        yield Citation(
            SILENT,
            SILENT_TABLE,
            str(number),
            row.get("source", ""),
            pinpoint=row.get("reason", ""),
            start=_position(row.get("start", "")),
            end=_position(row.get("end", "")),
            digest=row.get("digest", ""),
        )


def captures(shelves: Shelves) -> dict[str, str]:
    """Give the digest of the captured bytes for every source that somebody captured."""
    found = {}
    for key in shelves.ids("source"):
        capture = shelves.body("source", key).get("capture")
        if capture:
            found[key] = capture["digest"]
    return found


def _position(cell: str) -> int:
    """Give a position; what is none becomes a place that holds no passage, so that a look-up finds it wanting."""
    return int(cell) if cell.isascii() and cell.isdigit() else 0
