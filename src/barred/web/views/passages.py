"""What is known of cited passages: whether they stand where records say, and their words where a vault holds them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from barred.evidence.citation import Citation
from barred.evidence.passage import cut
from barred.evidence.vault import Vault
from barred.evidence.verify import STATES, Looked, verify
from barred.publishing.citations import captures
from barred.web.answering.edition import Edition

__all__ = ["NOT_LOOKED_UP", "counted_states", "look_up", "passages", "source_state"]

# Beside the states of `barred evidence verify`: what a server without a vault can say.
NOT_LOOKED_UP = "not-looked-up"
_HELD = "held"


def look_up(
    citations: Sequence[Mapping[str, Any]], vault: Vault | None, *, edition: Edition
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Look some citations up again.

    Args:
        citations: Each with `source`, `selector` and `digest`.
        vault: The documents; None for none.
        edition: Tells what was captured.

    Returns:
        The citations, each with `state` and `now`, the place where the passage stands, None where it was not found;
        and the words of those that were found, by digest.
    """
    held = edition.kept("captures", lambda: captures(edition.snapshot))
    if vault is None:
        return [{**one, "state": _unseen(one, held), "now": None} for one in citations], {}
    asked = [_citation(at, one) for at, one in enumerate(citations)]
    read = cache(vault.text)
    looked = {one.citation.id: one for one in verify(asked, held, read=read)}
    states = [looked[one.id] for one in asked]
    words = {
        one.citation.digest: cut(read(held[one.citation.source]) or "", start=one.start, end=one.end)
        for one in states
        if one.start is not None and one.end is not None
    }
    return [
        {**one, "state": told.state, "now": _place(told)} for one, told in zip(citations, states, strict=True)
    ], words


def passages(citations: Iterable[Mapping[str, Any]], vault: Vault | None, *, edition: Edition) -> dict[str, str]:
    """Give the words of some citations by digest; a passage that the vault does not hold is not there."""
    return look_up(list(citations), vault, edition=edition)[1] if vault else {}


def counted_states(citations: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Count citations that were looked up by state, in the order in which the states are listed."""
    counts = Counter(one["state"] for one in citations)
    return {state: counts[state] for state in (*STATES, NOT_LOOKED_UP) if counts[state]}


def source_state(key: str, vault: Vault | None, *, edition: Edition) -> str:
    """Tell whether a source was captured, and whether the vault holds it."""
    held = edition.kept("captures", lambda: captures(edition.snapshot))
    if key not in held:
        return "not-captured"
    if vault is None:
        return NOT_LOOKED_UP
    return _HELD if held[key] in vault.paths() else "missing-document"


def _unseen(one: Mapping[str, Any], held: Mapping[str, str]) -> str:
    return NOT_LOOKED_UP if one["selector"] and one["source"] in held else "not-captured"


def _citation(at: int, one: Mapping[str, Any]) -> Citation:
    place = one["selector"] or {"start": None, "end": None}
    return Citation("", str(at), "", one["source"], start=place["start"], end=place["end"], digest=one["digest"] or "")


def _place(told: Looked) -> dict[str, int] | None:
    return None if told.start is None or told.end is None else {"start": told.start, "end": told.end}
