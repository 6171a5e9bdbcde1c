"""What identification has to be able to look up, and the rows that it gets.

A snapshot answers by key, so that a single question loads none of the names; `MemoryIndex`
answers from the same rows for whole batches and for tests.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

__all__ = [
    "TABLES",
    "Grammar",
    "IdentifierRow",
    "Index",
    "Mark",
    "NameRow",
    "Relabelled",
    "Weight",
    "WholeIndex",
    "WordRow",
]


class NameRow(NamedTuple):
    """A name of an organisation under one of the keys that find it.

    `form` says what the key is: *phrase* (folded words with single spaces), *whole* (`=` and all
    letters of the name without spaces), *core* (`~` and the folded words without the legal form), *typo*
    (the name with at most one letter left out) or *native* (two neighbouring signs of it).
    `family` is the family of the name's legal form, `kinds` the organisation types, `home` its
    folded seat; several values are parted by spaces. `joint` is 0 or 1, empty text stands for none.
    """

    key: str
    form: str
    organisation: str
    text: str
    type: str
    usage: str
    joint: int
    since: str
    until: str
    source: str
    family: str
    kinds: str
    title: str
    home: str


class Grammar(NamedTuple):
    """A form of model numbers; `leads` are the beginnings that a match can have, parted by spaces.

    An empty `organisation` marks a form that must not count as evidence for anybody.
    """

    organisation: str
    brand: str
    leads: str
    pattern: str
    product: str
    strength: str
    coverage: str
    source: str
    kinds: str


class Relabelled(NamedTuple):
    """A model number of a brand whose maker is recorded; `key` is the number folded, with and without spaces."""

    key: str
    organisation: str
    brand: str
    sku: str
    maker: str
    maker_models: str
    strength: str
    source: str


class IdentifierRow(NamedTuple):
    """An identifier of an organisation; `key` is its scheme, a colon and its normal form.

    `weight` is the id of the row of `signal_weights` that says what it is worth.
    """

    key: str
    organisation: str
    weight: str
    source: str
    kinds: str


class WordRow(NamedTuple):
    """A word or phrase that says something about the words around it.

    `list` is *legal*, *generic* or *product*; `value` the family, kind or product class; `rank`
    the priority of a product class, else 0.
    """

    key: str
    list: str
    value: str
    rank: int


class Mark(NamedTuple):
    """What a device says of itself in its own way: a header, an address, a version of firmware.

    `pattern` is sought in the raw text without regard to case. `maker` is who makes the device,
    where the mark names a brand.
    """

    organisation: str
    maker: str
    pattern: str
    strength: str
    source: str


class Weight(NamedTuple):
    """How much one signal weighs: a base-10 logarithm of a likelihood ratio, and its limits."""

    id: str
    kind: str
    group: str
    weight: float
    decisive: int
    ceiling: str
    source: str


class Index(Protocol):
    """Names, model numbers and words by key; order of the answers does not matter."""

    def names(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the rows of `name_key` whose key is among the keys."""
        ...

    def typos(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the rows of `typo_key` whose key is among the keys."""
        ...

    def native(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the rows of `native_key` whose key is among the keys."""
        ...

    def relabelled(self, keys: Sequence[str]) -> Sequence[Relabelled]:
        """Give the rows of `relabelled_key` whose key is among the keys."""
        ...

    def identifiers(self, keys: Sequence[str]) -> Sequence[IdentifierRow]:
        """Give the rows of `identifier_key` whose key is among the keys."""
        ...

    def words(self, keys: Sequence[str]) -> Sequence[WordRow]:
        """Give the rows of `word_key` whose key is among the keys."""
        ...

    def grammars(self) -> Sequence[Grammar]:
        """Give all rows of `grammar`."""
        ...

    def marks(self) -> Sequence[Mark]:
        """Give all rows of `mark`."""
        ...

    def weights(self) -> Sequence[Weight]:
        """Give all rows of `weight`."""
        ...


class WholeIndex(Index, Protocol):
    """An index that can also name all its keys, as batches need to sift their rows."""

    def __hash__(self) -> int:
        """Tell indexes apart; a sieve is made once for each."""
        ...

    def keys(self, table: str) -> Sequence[str]:
        """Give all keys of a table of `TABLES`, in any order; one may come several times."""
        ...


# Table name to row type: the columns, their order and which of them is the key (the first, where it is `key`).
TABLES: dict[str, type[NamedTuple]] = {
    "name_key": NameRow,
    "typo_key": NameRow,
    "native_key": NameRow,
    "relabelled_key": Relabelled,
    "identifier_key": IdentifierRow,
    "word_key": WordRow,
    "grammar": Grammar,
    "mark": Mark,
    "weight": Weight,
}
