"""An index held in memory, for batches and tests."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from barred.identify.index import Grammar, IdentifierRow, Mark, NameRow, Relabelled, Weight, WordRow
from barred.identify.index_rows import Rows, index_rows
from barred.model.account import Product
from barred.model.organisation import Organisation

__all__ = ["MemoryIndex", "build_index"]

Row = TypeVar("Row", IdentifierRow, NameRow, Relabelled, WordRow)


class MemoryIndex:
    """An `Index` over the rows that `index_rows` makes.

    Args:
        rows: Table name to rows, as plain tuples or as the row types.
    """

    def __init__(self, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
        self._names = _grouped(map(NameRow._make, rows["name_key"]))
        self._typos = _grouped(map(NameRow._make, rows["typo_key"]))
        self._native = _grouped(map(NameRow._make, rows["native_key"]))
        self._relabelled = _grouped(map(Relabelled._make, rows["relabelled_key"]))
        self._identifiers = _grouped(map(IdentifierRow._make, rows["identifier_key"]))
        self._words = _grouped(map(WordRow._make, rows["word_key"]))
        self._keys = {table: [str(row[0]) for row in rows[table]] for table in rows if table.endswith("_key")}
        self._grammars = tuple(map(Grammar._make, rows["grammar"]))
        self._marks = tuple(map(Mark._make, rows["mark"]))
        self._weights = tuple(map(Weight._make, rows["weight"]))

    def names(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the name rows under any of the keys."""
        return _under(self._names, keys)

    def typos(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the name rows that share a form with one letter left out."""
        return _under(self._typos, keys)

    def native(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the native names that hold any of the pairs of signs."""
        return _under(self._native, keys)

    def relabelled(self, keys: Sequence[str]) -> Sequence[Relabelled]:
        """Give the relabelled models under any of the keys."""
        return _under(self._relabelled, keys)

    def identifiers(self, keys: Sequence[str]) -> Sequence[IdentifierRow]:
        """Give whose identifiers stand under any of the keys."""
        return _under(self._identifiers, keys)

    def words(self, keys: Sequence[str]) -> Sequence[WordRow]:
        """Give what is known of any of the words."""
        return _under(self._words, keys)

    def grammars(self) -> Sequence[Grammar]:
        """Give all forms of model numbers."""
        return self._grammars

    def marks(self) -> Sequence[Mark]:
        """Give all marks of devices."""
        return self._marks

    def weights(self) -> Sequence[Weight]:
        """Give the weights of all signals."""
        return self._weights

    def keys(self, table: str) -> Sequence[str]:
        """Give all keys of a table."""
        return self._keys[table]


def build_index(
    organisations: Iterable[Organisation],
    rows: Rows,
    *,
    unproved: Collection[str] = (),
    products: Iterable[Product] = (),
) -> MemoryIndex:
    """Build an index from records.

    Args:
        organisations: Whom to find.
        rows: Gives the rows of a bulk table by its name, each a column to value mapping.
        unproved: Ids of sources that prove nothing.
        products: Whose model numbers to find.

    Returns:
        An index that holds them all.
    """
    return MemoryIndex(index_rows(organisations, rows, unproved=unproved, products=products))


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.key, []).append(row)
    return groups


def _under(groups: Mapping[str, list[Row]], keys: Iterable[str]) -> list[Row]:
    return [row for key in dict.fromkeys(keys) for row in groups.get(key, ())]
