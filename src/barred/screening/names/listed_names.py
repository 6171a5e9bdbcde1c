"""The list that names are matched against: the directory with its official lists, a file, or a kept index."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from barred.errors import IndexProblem
from barred.matching.index_files import Kept, open_index
from barred.matching.lexicon import Lexicon
from barred.matching.match import Matcher
from barred.matching.name_index import NameIndex, build_name_index
from barred.matching.variants import variants
from barred.model.day import within
from barred.model.organisation import Organisation
from barred.model.truth import Truth
from barred.readers.headings.name_columns import NAME_FIELDS, read_names
from barred.screening.names.match_names import Recorded, country_code, lexicon_of

__all__ = ["Cells", "Listed", "listed_in_directory", "listed_in_file", "listed_in_index", "listed_in_lists"]


class _Shelf(Protocol):
    """What a directory gives to list its names."""

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table."""
        ...

    def organisation(self, key: str) -> Organisation:
        """Give an organisation."""
        ...

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give all index rows of a kind."""
        ...


class Cells(Protocol):
    """The cells of a column, by place; a list is one."""

    def __getitem__(self, at: int, /) -> Any:  # noqa: ANN401 - whatever a column holds
        """Give a cell."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Give all cells."""
        ...


class _Kept:
    """The cells of a column that stays in its file until they are asked for."""

    def __init__(self, values: Any) -> None:  # noqa: ANN401 - a chunked array of any type
        self._values = values

    def __getitem__(self, at: int, /) -> Any:  # noqa: ANN401 - whatever a column holds
        return self._values[at].as_py()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values.to_pylist())


@dataclass(frozen=True)
class Listed:
    """Names to be found, with what is known of each.

    Args:
        index: The names.
        columns: Further columns, one row a name; those that are empty in a row are not told.
        organisations: Name to organisation where the list itself says which it is.
        entities: What each name is a name of; none at all when each stands for itself.
    """

    index: NameIndex
    columns: Mapping[str, Cells]
    organisations: Mapping[int, str] = field(default_factory=dict)
    entities: Sequence[str] = ()

    def matcher(self, lexicon: Lexicon) -> Matcher:
        """Open a matcher; the lexicon must be the one that the index was built with."""
        said = [str(one) for one in self.columns.get("country", ())]
        codes = {one: country_code(one, lexicon) for one in set(said)}
        countries = [codes[one] for one in said]
        weak = [kind == _WEAK for kind in self.columns.get("kind", ())]
        return Matcher(
            self.index, lexicon, countries=countries if any(countries) else (), weak=weak if any(weak) else ()
        )

    def name(self, at: int) -> str:
        """Give a name as the list has it."""
        return self.index.names[at].as_py() or ""

    def told(self, at: int) -> dict[str, Any]:
        """Give what the list says of a name."""
        return {column: values[at] for column, values in self.columns.items() if values[at] not in {"", None}}

    def by_organisation(self, recorded: Recorded) -> dict[str, list[int]]:
        """Give for each organisation of the directory the names of the list that it surely is."""
        found: dict[str, list[int]] = {}
        known = self.organisations or dict(enumerate(recorded.organisations(self.index.names)))
        for at, organisation in known.items():
            if organisation:
                found.setdefault(organisation, []).append(at)
        return found


class _Row(NamedTuple):
    """A name and what is told of it, the columns in the order in which they are told."""

    name: str
    organisation: str = ""
    kind: str = ""
    list: str = ""
    entry: str = ""
    programmes: str = ""
    country: str = ""
    since: str = ""
    until: str = ""
    source: str = ""


def listed_in_directory(book: _Shelf, *, on: str) -> Listed:
    """List every name of the directory's organisations, and of the official lists laid over it.

    Args:
        book: The directory.
        on: Entries of lists that began later, or had ended by that day, are left out.
    """
    whole = {tuple(row[2:5]) for _, row in book.lookup_all("name_key") if row[1] == "whole"}
    ordered = sorted(whole, key=lambda row: (row[0], _kind_rank(row[2]), row[1]))
    lands = {one: book.organisation(one).country or "" for one in {row[0] for row in ordered} if one}
    rows = [_Row(text, one, kind, country=lands[one]) for one, text, kind in ordered if one]
    listed = (row for row in _list_rows(book) if within(row.since or None, row.until or None, on=on) is not Truth.NO)
    return _listed([*rows, *listed], book)


def listed_in_lists(book: _Shelf) -> Listed:
    """List the names of the official lists laid over the directory, ended entries too.

    Cost:
        Of a hundred thousand names some 350 MB while the index is built.
    """
    return _listed(list(_list_rows(book)), book)


def listed_in_index(kept: Kept) -> Listed:
    """List the names of an index that was opened: they stay in its files."""
    return Listed(kept.index, {name: _Kept(kept.columns[name]) for name in kept.columns.column_names})


def _list_rows(book: _Shelf) -> Iterator[_Row]:
    """Give a row for each name of each entry; for each stay of it, where an entry ended and came back."""
    # What many rows say is kept once.
    once: dict[str, str] = {}
    stays: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in book.rows("listings"):
        told = tuple(once.setdefault(row.get(name, ""), row.get(name, "")) for name in _OF_ENTRY)
        stays.setdefault((row["list"], row["entry"]), []).append(told)
    for row in book.rows("listed_names"):
        kind, key, source = (once.setdefault(row[name], row[name]) for name in ("kind", "list", "source"))
        for organisation, programmes, country, since, until in stays.get((row["list"], row["entry"]), [_NOTHING]):
            yield _Row(row["text"], organisation, kind, key, row["entry"], programmes, country, since, until, source)


_OF_ENTRY = ("organisation", "programmes", "countries", "since", "until")
_NOTHING = ("",) * len(_OF_ENTRY)


def _listed(rows: Sequence[_Row], book: _Shelf) -> Listed:
    names, *columns = zip(*rows, strict=True)
    index = build_name_index(pa.array(names, pa.string()), lexicon_of(book))
    entities = [f"{row.entry}@{row.list}" if row.list else row.organisation for row in rows]
    organisations = {at: row.organisation for at, row in enumerate(rows) if row.organisation}
    return Listed(index, dict(zip(_Row._fields[1:], columns, strict=True)), organisations, entities)


def _kind_rank(kind: str) -> int:
    """Put first what a body is called, last how it is misspelt."""
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS) - 1


# How lists mark an alias that is too common to say much.
_WEAK = "weak-alias"
_KINDS = ("legal", "brand", "abbreviation", "native", "romanised", "former", "nickname", "misspelling")


def listed_in_file(path: Path, lexicon: Lexicon, *, wanted: Mapping[str, str], encoding: str | None = None) -> Listed:
    """List the names of a file, or open an index that was kept in a folder.

    Args:
        path: A file of a format that is read, or the folder of an index.
        lexicon: What is known of words.
        wanted: Field to column.
        encoding: How a text file is encoded.

    Raises:
        IndexProblem: Rows were lost on the way, there are none, or the folder holds no index.
    """
    if path.is_dir():
        kept = open_index(path)
        return listed_in_index(kept)
    names: list[str] = []
    rows: list[int] = []
    countries: list[str] = []
    filled = 0
    for batch in read_names(path, NAME_FIELDS, wanted=wanted, encoding=encoding):
        if batch.unreadable:
            bad = batch.unreadable[0]
            raise IndexProblem(f"row {bad.row} cannot be read: {bad.why}", where=str(path), remedy="mend the list")
        filled += sum(bool(name.strip()) for name in batch.fields["name"])
        for number, name, country in zip(batch.numbers, batch.fields["name"], batch.fields["country"], strict=True):
            if name.strip():
                names.append(name)
                rows.append(number)
                countries.append(country)
    if not names or filled != len(names):
        raise IndexProblem(f"{len(names)} of {filled} names were read", where=str(path), remedy="give a list of names")
    texts, owners = variants(pa.array(names, pa.string()))
    index = build_name_index(texts, lexicon)
    told = {"right_row": [rows[at] for at in owners.tolist()], "country": [countries[at] for at in owners.tolist()]}
    return Listed(index, told)
