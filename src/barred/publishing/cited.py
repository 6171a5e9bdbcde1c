"""On what a record rests, as cells of its row."""

from collections.abc import Sequence
from typing import Any

from barred.model.source import Evidence

__all__ = ["CITED", "cited"]

# The columns, which are found by their names alone: a word that is sought is not sought in them.
CITED = ("source", "citation")


def cited(evidence: Sequence[Evidence]) -> dict[str, Any]:
    """Give the sources of a record, each once, and every place in them.

    Returns:
        `source` with ids in order, and `citation` with a text for each block: source, where in it, and
        the position in the captured text where there is one.

    Example:
        >>> cited([Evidence("a", "gazette", "p. 3"), Evidence("b", "act", "s. 12", 10, 70)])
        {'source': ['act', 'gazette'], 'citation': ['gazette, p. 3', 'act, s. 12 [10-70]']}
    """
    return {"source": sorted({one.source for one in evidence}), "citation": [_told(one) for one in evidence]}


def _told(one: Evidence) -> str:
    where = ", ".join(filter(None, (one.source, one.pinpoint)))
    return where if one.start is None else f"{where} [{one.start}-{one.end}]"
