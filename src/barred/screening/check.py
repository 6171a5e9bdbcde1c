"""Check the rows of a table: every row gets a verdict, each distinct question is decided once."""

from collections.abc import Iterator
from dataclasses import dataclass

from barred.identify.batch import can_be_known
from barred.identify.identify import identify
from barred.identify.index import WholeIndex
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.readers.subjects import subjects
from barred.readers.table import BadRow, Batch, Table
from barred.screening.answer import Desk

__all__ = ["Checked", "Tally", "check_table"]

# Verdicts of rows that say the same are made once; the memory of them stays bounded.
_REMEMBERED = 50_000


# What a row says besides these (quantity, section, number) changes nothing about what it is.
_IDENTIFYING = ("organisation", "brand", "model", "description", "identifier")
_Key = tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A batch with its verdicts: one for each item, in row order."""

    batch: Batch
    verdicts: tuple[Verdict, ...]


@dataclass
class Tally:
    """What was counted: rows by outcome, rows that could not be read, that name nothing, that official lists name."""

    outcomes: dict[str, int]
    unreadable: list[tuple[str, BadRow]]
    aside: int = 0
    listed: int = 0

    @classmethod
    def empty(cls) -> "Tally":
        """Begin to count."""
        return cls({}, [])

    @property
    def items(self) -> int:
        """How many rows got a verdict."""
        return sum(self.outcomes.values())

    def add(self, name: str, checked: Checked) -> None:
        """Count a batch of the table of that name."""
        for one in checked.verdicts:
            self.outcomes[one.outcome] = self.outcomes.get(one.outcome, 0) + 1
            self.listed += any(listing.answer == "same" for listing in one.listings)
        self.aside += len(checked.batch.rows) - len(checked.verdicts)
        self.unreadable += [(name, bad) for bad in checked.batch.unreadable]


def check_table(table: Table, desk: Desk, *, index: WholeIndex) -> Iterator[Checked]:
    """Check a table batch by batch.

    Args:
        table: An opened table.
        desk: Answers in the context of the user.
        index: Names, model numbers and words, all of them.

    Returns:
        The batches in file order with their verdicts; order and size of batches change no verdict.
    """
    made: dict[_Key, Verdict] = {}
    for batch in table.batches():
        asked = subjects(batch, file=table.name)
        keys = list(map(_key, asked))
        new = {key: one for key, one in zip(keys, asked, strict=True) if key not in made}
        some = list(new.values())
        found = zip(new, some, can_be_known(some, index), desk.listings(some), strict=True)
        for key, one, can_be, listings in found:
            candidates = identify(one, index) if can_be else ()
            made[key] = desk.conclude(one, candidates, listings=listings, is_bare=not can_be)
        yield Checked(batch, tuple(made[key]._replace(subject=one) for key, one in zip(keys, asked, strict=True)))
        if len(made) > _REMEMBERED:
            made.clear()


def _key(subject: Subject) -> _Key:
    told = subject.fields.get
    return subject.text, *[told(name, "") for name in _IDENTIFYING]
