"""Guess what the columns of a table mean, say why, and let the user overrule it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from barred.errors import UsageProblem
from barred.readers.headings.header_words import recognise
from barred.readers.values.cells import is_like_a_model, is_number
from barred.text.fold import fold

__all__ = ["MEANINGS", "Column", "ColumnMap", "find_column", "guess_columns", "index_of_letters", "letters"]

MEANINGS = ("brand", "model", "organisation", "description", "identifier", "quantity")
_IDENTIFYING = MEANINGS[:-1]
_ALIASES = {"part_number": "model", "manufacturer": "brand", "organization": "organisation", "company": "organisation"}

# Set by hand on the quotes and asset lists in the tests: a guess needs three rows, and a column of
# model numbers is one in which half of the filled cells look like one.
_FEWEST_CELLS = 3
_MODEL_SHARE = 0.5
_NUMBER_SHARE = 0.9
_WORDY = 2.0


@dataclass(frozen=True)
class Column:
    """One column's meaning; `basis` is user, header, content or below (a second header), `why` tells it in words."""

    meaning: str
    index: int
    header: str
    basis: str
    why: str


@dataclass(frozen=True)
class ColumnMap:
    """What the columns of a table mean; a meaning may have several columns and a column has one.

    `unknown` are the columns whose header says nothing known.
    """

    columns: tuple[Column, ...] = ()
    unknown: tuple[int, ...] = ()

    @property
    def identifying(self) -> tuple[int, ...]:
        """The columns whose cells say what a row is, by meaning; none when every cell has to be read.

        Content alone is too weak to leave other cells unread, and so is a brand or a supplier
        while nobody knows which column names the thing: then the unknown ones are read as well.
        """
        found = [one for one in self.columns if one.meaning in _IDENTIFYING]
        if not any(one.basis in {"user", "header"} for one in found if one.meaning != "identifier"):
            return ()
        ordered = [one.index for one in sorted(found, key=lambda one: (MEANINGS.index(one.meaning), one.index))]
        is_named = any(one.meaning in {"model", "description"} for one in found)
        return tuple(ordered) if is_named else (*ordered, *self.unknown)

    def of(self, meaning: str) -> tuple[int, ...]:
        """Give the columns that have a meaning, from the left."""
        return tuple(one.index for one in self.columns if one.meaning == meaning)


def guess_columns(
    header: Sequence[str], sample: Sequence[Sequence[str]], *, wanted: Mapping[str, str] | None = None
) -> ColumnMap:
    """Guess the meaning of each column from its header, and from its cells where that is silent.

    Args:
        header: The names of the columns.
        sample: Some rows, each as long as the header.
        wanted: Meaning to column as the user named it; it wins over any guess.

    Raises:
        UsageProblem: A meaning or a column that the user named does not exist.
    """
    chosen = _chosen(header, wanted or {})
    cells = [[row[at].strip() for row in sample if row[at].strip()] for at in range(len(header))]
    taken = {one.index for one in chosen}
    said = {one.meaning for one in chosen}
    by_header = [one for one in _by_header(header, cells) if one.index not in taken and one.meaning not in said]
    taken |= {one.index for one in by_header}
    said |= {one.meaning for one in by_header}
    by_content = _by_content(header, cells, taken=taken, said=said)
    found = sorted((*chosen, *by_header, *by_content), key=lambda one: one.index)
    known = {one.index for one in found}
    # A column of figures counts or measures the thing, whatever its header says.
    figures = {at for at, some in enumerate(cells) if some and sum(map(is_number, some)) >= _NUMBER_SHARE * len(some)}
    unknown = [at for at, name in enumerate(header) if at not in known | figures and _is_unknown(name)]
    return ColumnMap(tuple(found), tuple(unknown))


def find_column(header: Sequence[str], named: str) -> int:
    """Find a column by its header, by spreadsheet letters (`C`) or by number from 1.

    Returns:
        Its index from 0.

    Raises:
        UsageProblem: There is no such column, or two have that name; the headers are listed.
    """
    same = [at for at, name in enumerate(header) if fold(name) == fold(named) and fold(named)]
    if len(same) == 1:
        return same[0]
    listed = ", ".join(f"{letters(at)} {name!r}" for at, name in enumerate(header))
    if same:
        raise UsageProblem(f"{len(same)} columns are called {named!r}", remedy=f"give the letter: {listed}")
    asked = named.strip()
    index = int(asked) - 1 if asked.isdecimal() else index_of_letters(asked)
    if index is None or not 0 <= index < len(header):
        raise UsageProblem(f"there is no column {named!r}", remedy=f"the columns are {listed}")
    return index


def letters(index: int) -> str:
    """Name a column as spreadsheets do.

    Example:
        >>> letters(0), letters(25), letters(26)
        ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def index_of_letters(text: str) -> int | None:
    """Give the index from 0 of a column that spreadsheets call so; None for other words.

    Example:
        >>> index_of_letters("C"), index_of_letters("aa"), index_of_letters("Marke")
        (2, 26, None)
    """
    if not (text.isascii() and text.isalpha() and len(text) <= len("XFD")):
        return None
    index = 0
    for letter in text.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _is_unknown(name: str) -> bool:
    # A shipper or consignee names somebody, who in a quote is neither maker nor brand but is to be read.
    return (word := recognise(name)) is None or word.meaning == "trade"


def _chosen(header: Sequence[str], wanted: Mapping[str, str]) -> list[Column]:
    found = []
    for asked, named in wanted.items():
        meaning = _ALIASES.get(asked, asked)
        if meaning not in MEANINGS:
            raise UsageProblem(f"{asked!r} is not a meaning of columns", remedy=f"use one of {', '.join(MEANINGS)}")
        at = find_column(header, named)
        found.append(Column(meaning, at, header[at], "user", f"you said that {named!r} is the {meaning}"))
    return found


def _by_header(header: Sequence[str], cells: Sequence[Sequence[str]]) -> list[Column]:
    said = [(at, word) for at, name in enumerate(header) if (word := recognise(name))]
    rungs = {word.meaning for _, word in said}
    code = _best_code([at for at, word in said if word.meaning in ("type", "part")], cells)
    found = []
    for at, word in said:
        meaning = {
            "maker": "organisation" if "brand" in rungs else "brand",
            "type": "model" if at == code and "model" not in rungs else "description",
            "part": "model" if at == code and "model" not in rungs else "identifier",
        }.get(word.meaning, word.meaning)
        if meaning not in MEANINGS or (meaning != "quantity" and _are_counts(cells[at], meaning)):
            continue
        why = f"header {header[at]!r} {'is' if word.is_whole else 'contains'} {word.word!r} ({word.language})"
        found.append(Column(meaning, at, header[at], "header", why))
    return found


def _best_code(candidates: Sequence[int], cells: Sequence[Sequence[str]]) -> int | None:
    """Of several part-number and type columns, give the one whose cells look most like model numbers."""
    return max(candidates, key=lambda at: (_share(cells[at], is_like_a_model), -at), default=None)


def _are_counts(cells: Sequence[str], meaning: str) -> bool:
    """Tell whether a column merely numbers its rows or counts: an `Item` or `Art. no.` of 1, 2, 3."""
    if len(cells) < _FEWEST_CELLS:
        return False
    if meaning in ("model", "identifier"):
        return all(cell.rstrip(".").isdecimal() and len(cell) <= _FEWEST_CELLS for cell in cells)
    return _share(cells, is_number) >= _NUMBER_SHARE


def _by_content(
    header: Sequence[str], cells: Sequence[Sequence[str]], *, taken: set[int], said: set[str]
) -> list[Column]:
    free = [at for at in range(len(header)) if at not in taken and len(cells[at]) >= _FEWEST_CELLS]
    free = [at for at in free if not ((word := recognise(header[at])) and word.meaning == "other")]
    found = []
    if "model" not in said:
        # A line of a quote holds a number among its words; it is not a number.
        shares = {at: _share(cells[at], is_like_a_model) for at in free if _words(cells[at]) < _WORDY}
        best = max(shares, key=lambda at: (shares[at], -at), default=None)
        if best is not None and shares[best] >= _MODEL_SHARE:
            why = f"{shares[best]:.0%} of {len(cells[best])} cells look like model numbers"
            found.append(Column("model", best, header[best], "content", why))
            free.remove(best)
    if "description" not in said:
        words = {at: _words(cells[at]) for at in free}
        best = max(free, key=lambda at: (words[at], -at), default=None)
        if best is not None and words[best] >= _WORDY:
            why = f"its cells hold {words[best]:.1f} words on average, the most in the table"
            found.append(Column("description", best, header[best], "content", why))
    return found


def _words(cells: Sequence[str]) -> float:
    """Give how many words a cell has on average; figures count for none."""
    return sum(len(one.split()) for one in cells if not is_number(one)) / len(cells)


def _share(cells: Sequence[str], is_so: Callable[[str], bool]) -> float:
    return sum(map(is_so, cells)) / len(cells) if cells else 0.0
