"""Lay a subject out for looking: its cells, their words, and what is known of these words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from barred.identify.index import Index, WordRow
from barred.identify.index_rows import without_form
from barred.model.question import Subject
from barred.text.tokens import Token, is_unspaced, tokens

__all__ = ["BELONGING", "FIRM_WORDS", "Cell", "Lexicon", "Word", "lay_out", "learn", "phrases", "rest_of"]

# Accessories, services and software, by the priorities of product_words: what is sold for something else.
BELONGING = 70
# So many words and a legal form at the end are the name of a firm, not a line about goods.
FIRM_WORDS = 6
_PHRASE_WORDS = 6
_NATIVE_SIGNS = 6
_NATIVE_RUN = 60
_ROLES = ("organisation", "brand", "model", "description")


class Word(NamedTuple):
    """A folded word, where its token stands in the cell, and the number of that token."""

    text: str
    start: int
    end: int
    token: int


class Cell(NamedTuple):
    """One thing that was said: `role` is organisation, brand, model, description or text."""

    role: str
    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]

    def piece(self, first: int, last: int) -> str:
        """Give the original text of the words from `first` to before `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]


class Lexicon(NamedTuple):
    """What the tables say about the words of one subject."""

    legal: Mapping[str, str] = {}
    generic: Mapping[str, str] = {}
    product: Mapping[str, tuple[str, int]] = {}

    def core(self, cell: Cell) -> tuple[list[str], str]:
        """Give the words of a cell without its legal form, and the family of that form."""
        return without_form([word.text for word in cell.words], self.legal)


def lay_out(subject: Subject) -> tuple[Cell, ...]:
    """Cut a subject into cells.

    Returns:
        One cell for each column that told something, and one of role `text` for what the text
        says beyond them.
    """
    said = {role: subject.fields[role].strip() for role in _ROLES if subject.fields.get(role)}
    cells = [_cell(role, text) for role, text in said.items()]
    rest = _cell("text", rest_of(subject.text, said.values()))
    # Columns can be joined in another order than the text; what they said already is no news.
    known = {word.text for cell in cells for word in cell.words}
    if not {word.text for word in rest.words} <= known:
        cells.append(rest)
    return tuple(cell for cell in cells if cell.words)


def rest_of(text: str, said: Iterable[str]) -> str:
    """Take out of a text, once each, what its columns said.

    Example:
        >>> rest_of("Example EX-200 dome", ["Example", "EX-200"]).strip()
        'dome'
    """
    for part in said:
        text = text.replace(part, " ", 1)
    return text


def learn(cells: Iterable[Cell], index: Index) -> Lexicon:
    """Look up what the words and phrases of the cells mean for the words around them."""
    keys = dict.fromkeys(key for cell in cells for key in _told(cell))
    found: dict[str, list[WordRow]] = {"legal": [], "generic": [], "product": []}
    for row in index.words(list(keys)):
        found[row.list].append(row)
    return Lexicon(
        {row.key: row.value for row in found["legal"]},
        {row.key: row.value for row in found["generic"]},
        {row.key: (row.value, row.rank) for row in found["product"]},
    )


def phrases(words: Sequence[Word], most: int) -> Iterator[tuple[str, int, int]]:
    """Give every run of up to `most` neighbouring words: joined by spaces, first and last, last excluded."""
    texts = [word.text for word in words]
    for first, text in enumerate(texts):
        joined = text
        yield joined, first, first + 1
        for last in range(first + 1, min(first + most, len(texts))):
            joined = f"{joined} {texts[last]}"
            yield joined, first, last + 1


def _cell(role: str, text: str) -> Cell:
    cut = tokens(text)
    words = (Word(word, token.start, token.end, number) for number, token in enumerate(cut) for word in token.words)
    return Cell(role, text, cut, tuple(words))


def _told(cell: Cell) -> Iterator[str]:
    """Give everything in a cell that a table of words can hold."""
    for phrase, _, _ in phrases(cell.words, _PHRASE_WORDS):
        yield phrase
    for word in cell.words:
        if is_unspaced(word.text):
            run = word.text[:_NATIVE_RUN]
            yield from (run[a:b] for a in range(len(run)) for b in range(a + 1, min(a + _NATIVE_SIGNS, len(run)) + 1))
