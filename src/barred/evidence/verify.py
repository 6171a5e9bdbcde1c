"""Look every citation up again in the captured documents, by position and digest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from barred.evidence.citation import Citation
from barred.evidence.moved import find_moved
from barred.evidence.passage import passage_digest

__all__ = ["STATES", "Looked", "verify"]

# What a look-up can end with, and what it means.
STATES = {
    "found": "position and digest agree",
    "moved": "the passage stands elsewhere in the document",
    "changed": "other words stand at the position, and the passage stands nowhere",
    "gone": "the document ends before the position, and the passage stands nowhere",
    "missing-document": "the source was captured, but the vault does not hold the document",
    "not-captured": "cited without a position",
}


class Looked(NamedTuple):
    """A citation and what became of it.

    Args:
        citation: As the record has it.
        state: One of `STATES`.
        start: First code point where the passage was found; None when it was not.
        end: Code point after the last.
    """

    citation: Citation
    state: str
    start: int | None = None
    end: int | None = None


def verify(
    citations: Iterable[Citation], captures: Mapping[str, str], *, read: Callable[[str], str | None]
) -> Iterator[Looked]:
    """Look citations up again.

    Args:
        citations: Of any records.
        captures: Id of a source to the digest of its bytes; sources that nobody captured are left out.
        read: Gives the text of a document by the digest of its bytes, or None when it is not there.

    Returns:
        One result for each citation, those of one document together, otherwise in order.

    Cost:
        Each document is read once. Citations that are where they should be cost their own length; one that is not
        may cost a pass over the document, see `find_moved`.
    """
    by_document: dict[str, list[Citation]] = {}
    for one in citations:
        is_placed = one.start is not None and one.end is not None
        by_document.setdefault(captures.get(one.source, "") if is_placed else "", []).append(one)
    for digest, group in by_document.items():
        if not digest:
            yield from (Looked(one, "not-captured") for one in group)
            continue
        text = read(digest)
        if text is None:
            yield from (Looked(one, "missing-document") for one in group)
        else:
            yield from _looked_up(group, text)


def _looked_up(citations: Iterable[Citation], text: str) -> Iterator[Looked]:
    right = [(one, _stands(one, text)) for one in citations]
    moved = find_moved(text, [one for one, stands in right if not stands])
    for one, stands in right:
        if stands:
            yield Looked(one, "found", one.start, one.end)
        elif one in moved:
            yield Looked(one, "moved", *moved[one])
        else:
            yield Looked(one, "changed" if _is_inside(one, text) else "gone")


def _is_inside(citation: Citation, text: str) -> bool:
    return 0 <= (citation.start or 0) < (citation.end or 0) <= len(text)


def _stands(citation: Citation, text: str) -> bool:
    return _is_inside(citation, text) and passage_digest(text[citation.start : citation.end]) == citation.digest
