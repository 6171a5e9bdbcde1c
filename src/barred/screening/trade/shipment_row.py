"""What was found about one shipment row: its parties, its goods, and its figures as they stand there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from barred.model.verdict import Verdict
from barred.readers.values.exact_number import Amount
from barred.screening.trade.dual_use import Flag

__all__ = ["GOODS", "MEASURES", "ShipmentRow", "Sighting", "worst"]

GOODS = "goods"
MEASURES = ("net_weight", "gross_weight", "weight", "quantity", "value")
# One party that nobody recognised keeps a row from being clear.
_LADDER = ("barred", "depends", "waived", "noted", "unidentified", "clear")


class Sighting(NamedTuple):
    """A party or the goods of a row: the role, the words, what stood before them, and the verdict."""

    role: str
    text: str
    said: str
    verdict: Verdict


class ShipmentRow(NamedTuple):
    """One row.

    Args:
        number: Its number in the user's file or sheet.
        cells: The user's cells.
        day: The row's own date, an ISO prefix; empty when it has none that can be read.
        sightings: Parties and goods with their verdicts, in the order of the roles.
        flags: Entries of lists of dual-use goods.
        tariff_fault: What is wrong with the tariff code; empty when nothing is, or when there is none.
        amounts: Measure to amount, for the measures that the table has a column for.
    """

    number: int
    cells: Sequence[str]
    day: str
    sightings: tuple[Sighting, ...]
    flags: tuple[Flag, ...]
    tariff_fault: str
    amounts: Mapping[str, Amount]

    @property
    def outcome(self) -> str:
        """The worst outcome among parties and goods; `clear` only when all of them are."""
        return worst(one.verdict.outcome for one in self.sightings)

    @property
    def month(self) -> str:
        """The month of the row, a year where no more is known, or nothing."""
        return self.day[: len("2022-03")]


def worst(outcomes: Iterable[str]) -> str:
    """Give the worst of some outcomes; unidentified is worse than clear, and stands for none at all.

    Example:
        >>> worst(["clear", "unidentified"]), worst(["clear"]), worst([])
        ('unidentified', 'clear', 'unidentified')
    """
    return min(outcomes, key=_LADDER.index, default="unidentified")
