"""Imported organisations that somebody knows to be recorded ones: their lists then aim at the record.

The imported record goes, because two records of one firm would be two firms to every rule. What is
told of the firm itself stays with the recorded one, which an import never changes; it is counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

__all__ = ["Joined", "join_same"]


class Joined(NamedTuple):
    """The records that are left, and what went with those that are not, by reason."""

    records: list[tuple[str, dict[str, Any]]]
    left_out: Counter[str]


def join_same(records: Iterable[tuple[str, dict[str, Any]]], same: Mapping[str, str]) -> Joined:
    """Put recorded organisations in the place of imported ones.

    Args:
        records: Pairs of kind and fields, as an import gives them.
        same: Ids of imported organisations to those of recorded ones.

    Returns:
        The records without the imported organisations named, and with the recorded ones wherever
        those stood. Joining twice changes nothing more.

    Example:
        >>> firm = {"id": "ftm-x", "names": [{"text": "X"}], "links": []}
        >>> listing = {"id": "ftm-y", "actor": "ftm-z", "targets": [{"organisation": "ftm-x"}]}
        >>> told = join_same([("organisation", firm), ("restriction", listing)], {"ftm-x": "acme"})
        >>> told.records[0][1]["targets"], dict(told.left_out)
        ([{'organisation': 'acme'}], {'names of organisations that are recorded': 1})
    """
    kept = []
    left_out: Counter[str] = Counter()
    for kind, data in records:
        if kind == "organisation" and data["id"] in same:
            for field in ("names", "identifiers", "links"):
                left_out[f"{field} of organisations that are recorded"] += len(data.get(field, ()))
        else:
            kept.append((kind, _pointed(kind, data, same)))
    return Joined(kept, +left_out)


def _pointed(kind: str, data: dict[str, Any], same: Mapping[str, str]) -> dict[str, Any]:
    def each(field: str, name: str) -> list[dict[str, Any]]:
        return [{**one, name: same.get(one.get(name, ""), one.get(name, ""))} for one in data.get(field, ())]

    if kind == "organisation" and data.get("links"):
        return {**data, "links": each("links", "to")}
    if kind == "restriction":
        actor = same.get(data["actor"], data["actor"])
        return {**data, "actor": actor, "targets": each("targets", "organisation")}
    return data
