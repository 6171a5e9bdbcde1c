"""The words of cited passages, where the operator's vault holds the documents."""

from collections.abc import Iterable, Mapping
from typing import Any

from barred.errors import BarredError
from barred.evidence.passage import cut, passage_digest
from barred.evidence.vault import Vault
from barred.publishing.citations import captures
from barred.web.edition import Edition

__all__ = ["passages"]


def passages(citations: Iterable[Mapping[str, Any]], vault: Vault | None, *, edition: Edition) -> dict[str, str]:
    """Give the words of some citations.

    Args:
        citations: Each with `source`, `selector` and `digest`.
        vault: The documents; None for none.
        edition: Tells what was captured.

    Returns:
        Words by the digest that the directory holds of them; a passage that the vault does not
        hold, or whose words are no longer those, is not there.
    """
    if vault is None:
        return {}
    held = edition.kept("captures", lambda: captures(edition.snapshot))
    texts: dict[str, str | None] = {}
    found = {}
    for one in citations:
        digest, place, source = one["digest"], one["selector"], one["source"]
        if not digest or not place or source not in held:
            continue
        if source not in texts:
            texts[source] = vault.text(held[source])
        words = _words(texts[source], place["start"], place["end"])
        if words and passage_digest(words) == digest:
            found[digest] = words
    return found


def _words(text: str | None, start: int, end: int) -> str | None:
    if text is None:
        return None
    try:
        return cut(text, start=start, end=end)
    except BarredError:
        # The document is not the one that was cited; its words are not shown.
        return None
