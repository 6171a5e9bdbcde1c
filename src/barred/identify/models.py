"""Find model numbers: those of the tables exactly, others by the form that their maker gives them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from barred.identify.cells import Cell, Lexicon, phrases
from barred.identify.clue import Clue
from barred.identify.index import Grammar, Index
from barred.identify.set_apart import is_set_apart
from barred.text.tokens import Token, model_form, visible

__all__ = ["find_models"]

_SKU_WORDS = 7
_LEAD_LETTERS = 4
_GLUED_LEAD = 4


def find_models(cells: Sequence[Cell], index: Index, *, lexicon: Lexicon) -> list[Clue]:
    """Find what the model numbers in the cells point to.

    A number that fits the forms of several organisations gives a clue for each: the order of the
    table decides nothing. A number that also fits a form which counts for nobody gives none.
    """
    read = [cell for cell in cells if cell.role != "organisation"]
    formed = (clue for cell in read for clue in _formed(cell, index.grammars(), lexicon))
    return [*_recorded(read, index, lexicon), *formed]


def _recorded(cells: Sequence[Cell], index: Index, lexicon: Lexicon) -> Iterator[Clue]:
    pieces: dict[str, tuple[Cell, tuple[int, int]]] = {}
    for cell in cells:
        if any(map(str.isdigit, cell.text)):
            for phrase, first, last in phrases(cell.words, _SKU_WORDS):
                pieces.setdefault(phrase, (cell, (first, last)))
    for row in index.relabelled(list(pieces)):
        cell, span = pieces[row.key]
        is_apart = is_set_apart(cell, span, lexicon=lexicon, names=list(_spans(cell).values()))
        weight = "grammar-meant-for" if is_apart else f"catalogue-{row.strength}"
        yield Clue(row.organisation, weight, cell.piece(*span), row.source, row.brand, row.maker)


def _formed(cell: Cell, grammars: Sequence[Grammar], lexicon: Lexicon) -> Iterator[Clue]:
    for number, first, last in _numbers(cell.tokens):
        fitting = [row for row in grammars if _fits(row, number)]
        if fitting and all(row.organisation for row in fitting):
            meant_for = _is_meant_for(cell, (first, last), lexicon=lexicon)
            for row in fitting:
                yield Clue(
                    row.organisation,
                    "grammar-meant-for" if meant_for else f"grammar-{row.strength}",
                    cell.text[cell.tokens[first].start : cell.tokens[last].end],
                    row.source,
                    row.brand or None,
                    product=row.product,
                    kinds=row.kinds,
                )


def _spans(cell: Cell) -> dict[int, tuple[int, int]]:
    """Give the words of each token that has a digit, so that a list of numbers is seen as one."""
    found: dict[int, tuple[int, int]] = {}
    for spot, word in enumerate(cell.words):
        if any(map(str.isdigit, cell.tokens[word.token].text)):
            found[word.token] = (found.get(word.token, (spot, spot))[0], spot + 1)
    return found


def _is_meant_for(cell: Cell, tokens: tuple[int, int], *, lexicon: Lexicon) -> bool:
    spots = [spot for spot, word in enumerate(cell.words) if tokens[0] <= word.token <= tokens[1]]
    return is_set_apart(cell, (spots[0], spots[-1] + 1), lexicon=lexicon, names=list(_spans(cell).values()))


def _numbers(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Give each token that can be a number, and with it a few capitals that stand alone before it."""
    for at, token in enumerate(tokens):
        if any(map(str.isdigit, token.text)) or "-" in token.text:
            yield model_form(token.text), at, at
            before = visible(tokens[at - 1].text) if at else ""
            if before.isalpha() and before.isupper() and len(before) <= _LEAD_LETTERS:
                yield model_form(f"{before}-{token.text}"), at - 1, at
                if not token.text[0].isdigit():  # "D S-2CD…": a letter that was set apart by a slip
                    yield model_form(f"{before}{token.text}"), at - 1, at


def _fits(row: Grammar, number: str) -> bool:
    leads, inner = _leads(row.leads)
    if number.startswith(leads):
        return _matches(row.pattern, number, 0)
    if row.strength != "decisive":
        return False
    # A word in small letters can run into the number: "thedh-ipc-hfw…" in a text all in one case.
    spots = {number.find(lead, 1) for lead in inner if lead in number}
    return any(spot > 0 and number[spot - 1].isalpha() and _matches(row.pattern, number, spot) for spot in spots)


@lru_cache(maxsize=1024)
def _leads(leads: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give all beginnings, and those that are long enough to be sought inside a token."""
    split = tuple(leads.split())
    return split, tuple(lead for lead in split if len(lead) > _GLUED_LEAD and "-" in lead)


def _matches(pattern: str, number: str, at: int) -> bool:
    found = _compiled(pattern).match(number, at)
    return found is not None and (found.end() == len(number) or not number[found.end()].isalnum())


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
