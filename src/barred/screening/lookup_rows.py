"""The rows that a snapshot holds beside its records, so that texts and askers are found by key."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from barred.directory.read import Stack
from barred.identify.index_rows import index_rows
from barred.model.account import Product
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.text.fold import fold

__all__ = ["lookup_rows"]


def lookup_rows(stack: Stack) -> dict[str, list[tuple[str, Sequence[Any]]]]:
    """Make the index rows of a stack that `check` found nothing wrong with.

    Returns:
        Kind of index to key and row. Tables of identification are keyed by their first column;
        `organisation-name` finds an organisation by any folded name.
    """
    organisations = [build(Organisation, file.data) for file in stack.of_kind("organisation")]
    tables: dict[str, list[dict[str, str]]] = {}
    for table in stack.tables:
        tables.setdefault(table.name, []).extend(row for _, row in table.rows)
    products = [build(Product, file.data) for file in stack.of_kind("product")]
    made = index_rows(organisations, lambda name: tables.get(name, []), unproved=_unproved(stack), products=products)
    # Rows without a key of their own keep their order by number.
    rows: dict[str, list[tuple[str, Sequence[Any]]]] = {
        kind: [(_key(kind, row, number), row) for number, row in enumerate(found)] for kind, found in made.items()
    }
    return {**rows, "organisation-name": sorted(_named(organisations))}


def _key(kind: str, row: Sequence[Any], number: int) -> str:
    return f"{number:06d}" if kind in {"grammar", "mark", "weight"} else str(row[0])


def _unproved(stack: Stack) -> frozenset[str]:
    """Give the sources behind which no document stands."""
    return frozenset(file.id for file in stack.of_kind("source") if file.data.get("proof") == "unverified")


def _named(organisations: Iterable[Organisation]) -> Iterator[tuple[str, tuple[str]]]:
    for one in organisations:
        for text in {one.title, *(name.text for name in one.names)}:
            yield fold(text), (one.id,)
