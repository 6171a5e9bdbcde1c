"""Lines that lie on disk until what stands before them in a file is known.

Some forms of reports begin with what is known only at their end, and a long check does not fit into memory.
"""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

__all__ = ["Spool", "put_joined"]

# Short checks, which most are, never touch the disk.
_IN_MEMORY_BYTES = 1 << 20


class Spool:
    """Lines in the order in which they came; nobody else sees the file, and it goes with the process.

    Args:
        folder: Where the file lies when they are many.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - it outlives the call
            _IN_MEMORY_BYTES, mode="w+", encoding="utf-8", newline="\n", dir=str(folder)
        )

    def add(self, line: str) -> None:
        """Take a line; it holds no line feed."""
        self._file.write(f"{line}\n")

    def __iter__(self) -> Iterator[str]:
        self._file.seek(0)
        return (line[:-1] for line in self._file)

    def close(self) -> None:
        """Let go of the lines."""
        self._file.close()


def put_joined(out: TextIO, lines: Iterable[str]) -> None:
    """Write the members of a JSON list, a line each."""
    left = iter(lines)
    for first in left:
        out.write(f"\n{first}")
        out.writelines(f",\n{line}" for line in left)
        out.write("\n")
