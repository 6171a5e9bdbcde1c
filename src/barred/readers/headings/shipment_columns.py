"""Guess what the columns of shipment and customs rows mean, say why, and let the user overrule it."""

import re
from collections.abc import Mapping, Sequence

from barred.errors import UsageProblem
from barred.readers.headings.columns import Column, ColumnMap, find_column
from barred.readers.headings.shipment_words import NO_PARTY, SHIPMENT_WORDS
from barred.text.fold import fold

__all__ = ["PARTIES", "SHIPMENT_MEANINGS", "guess_shipment_columns"]

PARTIES = ("consignor", "consignee", "notify_party", "maker")
SHIPMENT_MEANINGS = tuple(SHIPMENT_WORDS)
_SPLIT = re.compile(r"[/|\n()\[\]:;,]+")
_WHOLE, _PART, _INSIDE = 0, 1, 2
_MOST_WORDS = 8


def _listed() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for meaning, by_language in SHIPMENT_WORDS.items():
        for language, words in by_language.items():
            for word in words.split("|"):
                found.setdefault(fold(word), (meaning, language))
    return found


_LISTED = _listed()
_WORDS_OF_LONGEST = max(len(word.split()) for word in _LISTED)
_NO_PARTY = frozenset(map(fold, NO_PARTY.split("|")))


def guess_shipment_columns(
    header: Sequence[str], sample: Sequence[Sequence[str]], *, wanted: Mapping[str, str] | None = None
) -> ColumnMap:
    """Guess the meaning of each column from its header.

    Args:
        header: The names of the columns.
        sample: Some rows; content alone says nothing about who sends and who receives, so it is not read.
        wanted: Meaning to column as the user named it; it wins over any guess.

    Returns:
        At most one column a meaning: that whose header says it most plainly, of equals the left one.

    Raises:
        UsageProblem: A meaning or a column that the user named does not exist.

    Example:
        >>> found = guess_shipment_columns(["Shipper", "Consignee address", "Вес нетто, кг"], [])
        >>> [(one.meaning, one.header) for one in found.columns]
        [('consignor', 'Shipper'), ('net_weight', 'Вес нетто, кг')]
    """
    del sample
    found = {meaning: _chosen(header, meaning, named) for meaning, named in (wanted or {}).items()}
    taken = {one.index for one in found.values()}
    said = [(*told, at) for at, name in enumerate(header) if at not in taken and (told := _told(name))]
    for rank, word, at in sorted(said, key=lambda one: (one[0], one[2])):
        meaning, language = _LISTED[word]
        if meaning not in found:
            verb = "contains" if rank == _INSIDE else "is"
            found[meaning] = Column(
                meaning, at, header[at], "header", f"header {header[at]!r} {verb} {word!r} ({language})"
            )
    ordered = tuple(sorted(found.values(), key=lambda one: one.index))
    known = {one.index for one in ordered}
    return ColumnMap(ordered, tuple(at for at in range(len(header)) if at not in known))


def _chosen(header: Sequence[str], meaning: str, named: str) -> Column:
    if meaning not in SHIPMENT_MEANINGS:
        raise UsageProblem(
            f"{meaning!r} is not a meaning of shipment columns", remedy=f"use one of {', '.join(SHIPMENT_MEANINGS)}"
        )
    at = find_column(header, named)
    return Column(meaning, at, header[at], "user", f"you said that {named!r} is the {meaning}")


def _told(name: str) -> tuple[int, str] | None:
    """Give how plainly a header says a listed word, and the word."""
    said = fold(name)
    if said in _LISTED:
        return _WHOLE, said
    part = next((part for one in _SPLIT.split(name) if (part := fold(one)) in _LISTED), None)
    if part is not None:
        return _PART, part
    words = said.split()
    if len(words) > _MOST_WORDS:
        return None
    phrase = _longest(words)
    is_about = phrase is not None and _LISTED[phrase][0] in PARTIES and not _NO_PARTY.isdisjoint(words)
    return None if phrase is None or is_about else (_INSIDE, phrase)


def _longest(words: Sequence[str]) -> str | None:
    for size in range(min(len(words), _WORDS_OF_LONGEST), 0, -1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if phrase in _LISTED:
                return phrase
    return None
