"""Name the content of a snapshot, the same way when it is written and when it is verified."""

import hashlib
import json
from collections.abc import Iterable, Sequence

__all__ = ["FORMAT", "aims", "canonical", "content_digest", "numbered"]

# Raised when the tables of a snapshot or the meaning of a record change.
FORMAT = 1

Rows = Iterable[tuple[object, ...]]


def canonical(data: object) -> str:
    """Give data as JSON in its one form: keys in order, no spaces.

    Example:
        >>> canonical({"b": "é", "a": [1, True]})
        '{"a":[1,true],"b":"é"}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_digest(records: Rows, bulk: Rows, lookup: Rows) -> str:
    """Give the name of a content.

    Args:
        records: Kind, id and body of each record, in this order.
        bulk: Name, number and body of each row of a table, in this order.
        lookup: Kind, key and body of each index row, in this order.

    Returns:
        `sha256:` and 64 hexadecimal digits. Where, when and with which version of SQLite the
        snapshot is made changes nothing; any change of the content changes it.
    """
    total = hashlib.sha256(f"barred snapshot {FORMAT}\n".encode())
    for part in (records, bulk, lookup):
        for row in part:
            total.update(canonical(list(row)).encode() + b"\n")
        total.update(b"\n")
    return f"sha256:{total.hexdigest()}"


def aims(restrictions: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    """Give the organisations that restrictions aim at.

    Args:
        restrictions: Id and targets of each.

    Returns:
        Organisation and restriction, in order, each pair once. The empty organisation stands for
        a target that is a class.
    """
    found = set()
    for key, targets in restrictions:
        for one in targets if isinstance(targets, list) else []:
            found.add((str(one.get("organisation") or ""), key))
    return sorted(found)


def numbered(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, int, str]]:
    """Number the index rows that share kind and key, from 0 in the order given."""
    counts: dict[tuple[str, str], int] = {}
    found = []
    for kind, key, body in rows:
        number = counts.get((kind, key), 0)
        counts[kind, key] = number + 1
        found.append((kind, key, number, body))
    return found
