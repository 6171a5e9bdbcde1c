"""What a report is made of: the user's own rows, and what was found about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["CheckedRow", "ReportHead", "TableHead"]


@dataclass(frozen=True)
class CheckedRow:
    """One row of the user's with what is added to it.

    Args:
        number: Its number in the user's file or sheet.
        cells: The user's cells, as many as the table has columns.
        added: Name of an added column to cell; a row that was not checked has none.
        verdict: The verdict as plain data, for the JSON forms; None for a row without one.
    """

    number: int
    cells: Sequence[str]
    added: Mapping[str, str] = field(default_factory=dict)
    verdict: Mapping[str, object] | None = None


@dataclass(frozen=True)
class TableHead:
    """A table's name and the user's header."""

    name: str
    header: Sequence[str]


@dataclass(frozen=True)
class ReportHead:
    """What is known before the first row.

    Args:
        tables: The tables in order.
        added: The columns added to each.
        is_check: Whether rows carry whole verdicts and the end tells of a whole check, as some forms need.
    """

    tables: Sequence[TableHead]
    added: Sequence[str]
    is_check: bool = False

    def columns_added(self, header: Sequence[str]) -> list[str]:
        """Name the added columns beside a header; one that the user has too is marked as ours.

        Example:
            >>> ReportHead((), ("outcome", "brand")).columns_added(["Brand", "Qty"])
            ['outcome', 'brand (check)']
        """
        return self.columns_of_ours(self.added, header)

    @staticmethod
    def columns_of_ours(ours: Sequence[str], header: Sequence[str]) -> list[str]:
        """Name some of our columns beside a header, in the same way."""
        taken = {name.strip().casefold() for name in header}
        return [f"{name} (check)" if name.casefold() in taken else name for name in ours]
