"""Read heads of a log that were noted elsewhere: by `barred audit head`, or by a server in its own log."""

import json
import re
from pathlib import Path

from barred.errors import FileProblem
from barred.ledger.log import Head

__all__ = ["read_heads"]

_PLAIN = re.compile(r"(\d+) ([0-9a-f]{64})")
_EVENT = "log head"


def read_heads(path: Path) -> list[Head]:
    """Give the heads of a file.

    Args:
        path: Lines of `NUMBER DIGEST`, or of JSON, of which those of the event `log head` count; they may be mixed.

    Raises:
        FileProblem: It cannot be read, or names no head: then it would prove nothing.
    """
    found = []
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            found = [head for line in lines if (head := _head(line.strip())) is not None]
    except OSError as trouble:
        raise FileProblem(f"cannot be read: {trouble.strerror}", where=str(path)) from trouble
    heads = [one for one in found if one.number]
    if not heads:
        raise FileProblem("it names no head of a log", where=str(path), remedy="`barred audit head` prints one")
    return heads


def _head(line: str) -> Head | None:
    plain = _PLAIN.fullmatch(line)
    if plain:
        return Head(int(plain[1]), plain[2])
    if _EVENT not in line:
        return None
    try:
        # Who collects the log may have written before each line when and from where it came.
        told = json.loads(line[line.find("{") :])
    except ValueError:
        return None
    is_one = isinstance(told, dict) and told.get("event") == _EVENT
    plain = _PLAIN.fullmatch(f"{told.get('number')} {told.get('hash')}") if is_one else None
    return Head(int(plain[1]), plain[2]) if plain else None
