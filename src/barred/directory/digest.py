"""Name a content and what follows from it, the same way when a snapshot is written and when it is verified."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from barred.model.day import first_day

__all__ = ["FORMAT", "aims", "canonical", "content_digest", "described", "numbered"]

# Raised when the tables of a snapshot or the meaning of a record change.
FORMAT = 1

_Rows = Iterable[tuple[object, ...]]
_Body = tuple[str, str, Mapping[str, Any]]


def canonical(data: object) -> str:
    """Give data as JSON in its one form: keys in order, no spaces.

    Example:
        >>> canonical({"b": "é", "a": [1, True]})
        '{"a":[1,true],"b":"é"}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_digest(records: _Rows, bulk: _Rows, *, lookup: _Rows) -> str:
    """Give the name of a content.

    Args:
        records: Kind, id and body of each record, in this order.
        bulk: Name, number and body of each row of a table, in this order.
        lookup: Kind, key and body of each index row, in this order.

    Returns:
        `sha256:` and 64 hexadecimal digits. Where, when and with which version of SQLite the
        snapshot is made changes nothing; any change of the content changes it.
    """
    import hashlib  # noqa: PLC0415 - a look-up opens snapshots and never digests one

    total = hashlib.sha256(f"barred snapshot {FORMAT}\n".encode())
    for part in (records, bulk, lookup):
        for row in part:
            total.update(canonical(list(row)).encode() + b"\n")
        total.update(b"\n")
    return f"sha256:{total.hexdigest()}"


def described(bodies: Sequence[_Body], tables: Iterable[str], *, digest: str) -> dict[str, str]:
    """Tell of a content what the content itself decides; nothing of when and where it was compiled.

    Args:
        bodies: Kind, id and fields of each record.
        tables: The name of the table of each row.
        digest: What `content_digest` gave.

    Returns:
        Format, digest, the number of records of each kind and of rows of each table, and the day
        of the last check: the latest on which a record says that it was recorded.
    """
    recorded = [str(body.get("recorded") or "") for _, _, body in bodies]
    kinds = Counter(kind for kind, _, _ in bodies)
    rows = Counter(tables)
    return {
        "format": str(FORMAT),
        "digest": digest,
        "checked": max(map(first_day, filter(None, recorded)), default=""),
        **{f"count:{kind}": str(count) for kind, count in sorted(kinds.items())},
        **{f"rows:{name}": str(count) for name, count in sorted(rows.items())},
    }


def aims(bodies: Iterable[_Body]) -> list[tuple[str, str]]:
    """Give the organisations that restrictions aim at.

    Args:
        bodies: Kind, id and fields of each record.

    Returns:
        Organisation and restriction, in order, each pair once. The empty organisation stands for
        a target that is a class.
    """
    restrictions = ((key, body.get("targets", [])) for kind, key, body in bodies if kind == "restriction")
    return sorted({(str(one.get("organisation") or ""), key) for key, targets in restrictions for one in targets})


def numbered(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, int, str]]:
    """Number the index rows that share kind and key, from 0 in the order given."""
    counts: dict[tuple[str, str], int] = {}
    found = []
    for kind, key, body in rows:
        number = counts.get((kind, key), 0)
        counts[kind, key] = number + 1
        found.append((kind, key, number, body))
    return found
