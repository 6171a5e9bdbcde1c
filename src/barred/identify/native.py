"""Find names in scripts that write no spaces between words, as parts of longer runs."""

from collections.abc import Iterator, Sequence

from barred.identify.cells import Cell, Lexicon
from barred.identify.clue import Clue, brand_of
from barred.identify.index import Index, NameRow
from barred.identify.index_rows import pairs
from barred.text.fold import compact
from barred.text.tokens import is_unspaced

__all__ = ["find_native"]

_SHORT = 2
_SIGNS = 6


def find_native(cell: Cell, index: Index, *, lexicon: Lexicon, is_goods: bool) -> Iterator[Clue]:
    """Find the names of a cell that are recorded in its script; nothing is romanised or guessed.

    Args:
        cell: One cell.
        index: Finds names by pairs of signs.
        lexicon: What is known of the words, such as those that set apart.
        is_goods: The subject tells of devices or programs, so that ordinary names count too.
    """
    runs = [word.text for word in cell.words if is_unspaced(word.text)]
    if not runs:
        return
    letters = "".join(word.text for word in cell.words)
    keys = dict.fromkeys(pair for run in runs for pair in pairs(run))
    held = [(row, compact(row.text)) for row in index.native(list(keys))]
    held = [(row, name) for row, name in held if name in letters]
    for row, name in held:
        if not any(name in longer and name != longer for _, longer in held):
            weight = _weight(row, name, letters) or ("ordinary-goods" if is_goods else "")
            weight = "meant-for" if weight and _is_set_apart(name, runs, lexicon) else weight
            if weight:
                yield Clue(
                    row.organisation,
                    weight,
                    row.text,
                    row.source,
                    brand_of(row),
                    kinds=row.kinds,
                    is_joint=bool(row.joint),
                )


def _weight(row: NameRow, name: str, letters: str) -> str:
    if row.family and (row.usage == "distinctive" or name == letters):
        return "native-legal"
    if name == letters:
        return "native-whole" if row.usage == "distinctive" else "native-short"
    if row.usage == "ordinary":
        return ""
    return "native-short" if len(name) <= _SHORT else "native"


def _is_set_apart(name: str, runs: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a word right before a name sets it apart, or one right behind it, wherever it stands."""
    found = [run.split(name, 1) for run in runs if name in run]
    return bool(found) and all(
        any(lexicon.generic.get(before[-size:], "").startswith("apart") for size in range(1, _SIGNS + 1))
        or any(lexicon.generic.get(behind[:size]) == "apart-both" for size in range(1, _SIGNS + 1))
        for before, behind in found
    )
