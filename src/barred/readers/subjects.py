"""Make the subjects of a batch: one for each item, with what single columns said about it."""

from collections.abc import Sequence

from barred.model.question import Subject
from barred.readers.headings.columns import MEANINGS
from barred.readers.table import ITEM, Batch
from barred.readers.values.cells import shown
from barred.readers.values.quantity import parse_quantity

__all__ = ["subjects"]


def subjects(batch: Batch, *, file: str) -> list[Subject]:
    """Make a subject of every item of a batch.

    Args:
        batch: Rows of a table.
        file: Name of the table.

    Returns:
        As many as the batch has items, in row order. `fields` holds what the columns of each
        meaning said, `section` (the heading above the row) and `quantity` (as a plain number),
        each only where it is filled.
    """
    places = [(meaning, batch.columns.of(meaning)) for meaning in MEANINGS]
    told = [(meaning, found) for meaning, found in places if found]
    return [
        Subject(
            text=batch.texts[at],
            kind="row",
            file=file,
            row=batch.numbers[at],
            fields=_fields(batch.rows[at], told, batch.sections[at]),
        )
        for at, kind in enumerate(batch.kinds)
        if kind == ITEM
    ]


def _fields(cells: Sequence[str], told: Sequence[tuple[str, Sequence[int]]], section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, places in told:
        said = " ".join(" ".join([cells[at] for at in places]).split())
        if said:
            found[meaning] = _plain_number(said) if meaning == "quantity" else said
    if section:
        found["section"] = section
    return {meaning: said for meaning, said in found.items() if said}


def _plain_number(text: str) -> str:
    number = parse_quantity(text)
    return shown(number)
