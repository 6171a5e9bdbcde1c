"""The list that names are matched against: the directory with its official lists, a file, or a kept index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from barred.errors import IndexProblem
from barred.matching.index_files import open_index
from barred.matching.lexicon import Lexicon
from barred.matching.match import Matcher
from barred.matching.name_index import NameIndex, build_name_index
from barred.matching.variants import variants
from barred.readers.name_columns import NAME_FIELDS, read_names
from barred.screening.match_names import Recorded, country_code, lexicon_of

__all__ = ["Listed", "listed_in_directory", "listed_in_file"]


class Shelf(Protocol):
    """What a directory gives to list its names."""

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table."""
        ...

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give all index rows of a kind."""
        ...


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
    columns: Mapping[str, Sequence[Any]]
    organisations: Mapping[int, str] = field(default_factory=dict)
    entities: Sequence[str] = ()

    def matcher(self, lexicon: Lexicon) -> Matcher:
        """Open a matcher; the lexicon must be the one that the index was built with."""
        countries = [country_code(str(one), lexicon) for one in self.columns.get("country", ())]
        return Matcher(self.index, lexicon, countries=countries if any(countries) else ())

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


def listed_in_directory(book: Shelf, *, on: str) -> Listed:
    """List every name of the directory's organisations, and of the official lists laid over it.

    Args:
        book: The directory.
        on: Entries of lists that had ended by that day are left out.
    """
    names: list[str] = []
    columns: dict[str, list[str]] = {name: [] for name in _LISTED}
    organisations: dict[int, str] = {}
    whole = [tuple(row[2:5]) for _, row in book.lookup_all("name_key") if row[1] == "whole"]
    for organisation, text, kind in sorted(set(whole), key=lambda row: (row[0], _kind_rank(row[2]), row[1])):
        if organisation:
            organisations[len(names)] = organisation
            names.append(text)
            _add(columns, {"organisation": organisation, "kind": kind})
    ended = {(row["list"], row["entry"]): row for row in book.rows("listings")}
    for row in book.rows("listed_names"):
        entry = ended.get((row["list"], row["entry"]), dict[str, str]())
        if entry.get("until") and entry["until"] <= on:
            continue
        names.append(row["text"])
        told = {"list": row["list"], "entry": row["entry"], "kind": row["kind"]}
        _add(columns, told | {name: entry.get(name, "") for name in ("organisation", "programmes", "since", "until")})
        columns["country"][-1] = entry.get("countries", "")
        if entry.get("organisation"):
            organisations[len(names) - 1] = entry["organisation"]
    index = build_name_index(pa.array(names, pa.string()), lexicon_of(book))
    entities = [
        f"{entry}@{key}" if key else organisation
        for key, entry, organisation in zip(columns["list"], columns["entry"], columns["organisation"], strict=True)
    ]
    return Listed(index, columns, organisations, entities)


def _kind_rank(kind: str) -> int:
    """Put first what a body is called, last how it is misspelt."""
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS) - 1


_KINDS = ("legal", "brand", "abbreviation", "native", "romanised", "former", "nickname", "misspelling")
_LISTED = ("organisation", "kind", "list", "entry", "programmes", "country", "since", "until")


def _add(columns: Mapping[str, list[str]], told: Mapping[str, str]) -> None:
    for name, values in columns.items():
        values.append(told.get(name, ""))


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
        return Listed(kept.index, kept.columns.to_pydict())
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
