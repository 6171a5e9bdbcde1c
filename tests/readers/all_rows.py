"""What the tests of stretches share: cut a file, and read all of it."""

from pathlib import Path
from typing import Any

from barred.readers.stretches.cut import Cutter
from barred.readers.stretches.read_stretch import read_stretch

__all__ = ["read_all"]


def read_all(path: Path, *, cut: int = 1 << 22, size: int = 50_000, **how: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Give every question of a file, cut into stretches of so many bytes and batches of so many rows."""
    copies = path.parent / "copies"
    copies.mkdir(exist_ok=True)
    stretches = Cutter(copies, size=cut, **how).cut(path, 0)
    return [row for one in stretches for batch in read_stretch(one, size=size) for row in batch.to_pylist()]
