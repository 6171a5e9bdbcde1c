"""Find the files that a user means: files, folders and patterns."""

import glob
from collections.abc import Iterable
from pathlib import Path

from barred.errors import FileProblem

__all__ = ["SUFFIXES", "find_inputs"]

# What is taken from a folder; a file that is named itself may be called anything.
SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".parquet", ".pq", ".warc", ".wet")
_PACKED = ".gz"


def find_inputs(words: Iterable[str]) -> list[Path]:
    """Find files.

    Args:
        words: Names of files and folders, and patterns such as `2026/*.csv` or `**/*.warc.gz`.

    Returns:
        Files in the order of the words, those of a folder or pattern sorted by name; each once.
        Of a folder they are the tables and archives in it and below, hidden ones left out.

    Raises:
        FileProblem: A word means nothing that is there.
    """
    found: dict[Path, None] = {}
    for word in words:
        files = _meant(word)
        if not files:
            raise FileProblem(
                "no such file, and as a pattern or folder it holds nothing to read",
                where=word,
                remedy=f"name a file, or a folder with files that end in {', '.join(SUFFIXES)} (or that and .gz)",
            )
        found.update(dict.fromkeys(files))
    return list(found)


def _meant(word: str) -> list[Path]:
    path = Path(word)
    if path.is_dir():
        return [one for one in sorted(path.rglob("*")) if one.is_file() and _is_read(one.relative_to(path))]
    if path.exists():
        return [path]
    return [one for one in sorted(map(Path, glob.glob(word, recursive=True))) if one.is_file()]  # noqa: PTH207 - whole paths


def _is_read(path: Path) -> bool:
    if any(part.startswith(".") for part in path.parts):
        return False
    return path.name.lower().removesuffix(_PACKED).endswith(SUFFIXES)
