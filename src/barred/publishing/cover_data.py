"""What is told of the passages of documents: counts, and the open ones with their positions."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from barred.evidence.cover import CITED, MARKED, OPEN, Covered

__all__ = ["CoveredDocument", "cover_data"]


class CoveredDocument(NamedTuple):
    """A document and the state of its passages.

    Args:
        name: As the user gave it.
        sources: Ids of the sources that it is the capture of.
        text: The whole text.
        passages: As `cover` gives them.
        language: BCP 47; empty when no source tells.
    """

    name: str
    sources: Sequence[str]
    text: str
    passages: Sequence[Covered]
    language: str = ""

    def count(self, state: str) -> int:
        """Give the number of passages in a state."""
        return sum(one.state == state for one in self.passages)


def cover_data(documents: Iterable[CoveredDocument], *, snapshot: str) -> dict[str, Any]:
    """Give documents as plain data.

    Args:
        documents: Any number.
        snapshot: Digest of the directory that the citations are from.

    Returns:
        `snapshot` and `documents`, each with `document` (its name), `sources`, the numbers `passages`, `cited`,
        `marked` and `partly` (open, but some of it cited or marked), and `open`, the open passages with start,
        end and text. The numbers of passages are those cited, marked and open together.
    """
    return {"snapshot": snapshot, "documents": [_told(one) for one in documents]}


def _told(document: CoveredDocument) -> dict[str, Any]:
    left = [one for one in document.passages if one.state == OPEN]
    return {
        "document": document.name,
        "sources": list(document.sources),
        "passages": len(document.passages),
        "cited": document.count(CITED),
        "marked": document.count(MARKED),
        "partly": sum(bool(one.citations) for one in left),
        "open": [{"start": one.start, "end": one.end, "text": one.text} for one in left],
    }
