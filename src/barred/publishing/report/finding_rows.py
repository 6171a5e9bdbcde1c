"""Gather the rows of a check by what was found: rows that share a verdict are told once, with all their places.

Of a long check as much is kept as a report can lay out, and all of it is counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from barred.model.verdict import OUTCOMES
from barred.publishing.report.reported_row import CheckedRow

__all__ = ["FindingRows", "SharedVerdict", "Spot"]

# As much as a report lays out of one verdict, and of the verdicts of one outcome.
_MOST_SPOTS = 2_000
_MOST_SHARED = 300
# So many parts of verdicts are known by sight.
_REMEMBERED = 1024


class Spot(NamedTuple):
    """Where a row is, what it says and how many it names."""

    table: str
    row: int
    text: str
    quantity: str


@dataclass
class SharedVerdict:
    """A verdict as data, and the rows that it is the verdict on: how many, and the first of them in file order."""

    verdict: Mapping[str, Any]
    spots: list[Spot] = field(default_factory=list)
    rows: int = 0

    @property
    def outcome(self) -> str:
        """The outcome of all its rows."""
        return str(self.verdict["outcome"])


class FindingRows:
    """Takes checked rows as they come and keeps them by verdict, the worst outcome first.

    Args:
        most_spots: So many places are kept of one verdict.
        most_shared: So many verdicts are kept of one outcome; of the others the rows are counted.
    """

    def __init__(self, *, most_spots: int = _MOST_SPOTS, most_shared: int = _MOST_SHARED) -> None:
        self._most_spots, self._most_shared = most_spots, most_shared
        self._shared: dict[str, dict[tuple[object, ...], SharedVerdict]] = {name: {} for name in OUTCOMES}
        self._rows = dict.fromkeys(OUTCOMES, 0)
        self._seen: dict[int, tuple[object, int]] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Take rows of a table."""
        for row in rows:
            if row.verdict is not None:
                self._rows[str(row.verdict["outcome"])] += 1
                found = self._found(row.verdict)
                if found is not None:
                    found.rows += 1
                    if len(found.spots) < self._most_spots:
                        found.spots.append(_spot(table, row.verdict["subject"], row.number))

    def _found(self, verdict: Mapping[str, Any]) -> SharedVerdict | None:
        kept, key = self._shared[verdict["outcome"]], self._key(verdict)
        if key not in kept:
            if len(kept) >= self._most_shared:
                return None
            kept[key] = SharedVerdict(verdict)
        return kept[key]

    def of(self, *outcomes: str) -> list[SharedVerdict]:
        """Give the verdicts of some outcomes, from worst to best and then by first row."""
        return [one for name in OUTCOMES if name in outcomes for one in self._shared[name].values()]

    def counts(self) -> dict[str, int]:
        """Count the rows of every outcome, those of none too, and those of which no verdict is kept."""
        return dict(self._rows)

    def _key(self, verdict: Mapping[str, Any]) -> tuple[object, ...]:
        """Name what makes two verdicts one finding: who was recognised, and how each restriction stands."""
        return (
            verdict["notice"],
            tuple((one["organisation"], one["brand"], one["maker"], one["product"], one["band"])
                  for one in verdict["candidates"]),
            self._number(verdict["restrictions"], "id", "applies", "waivers"),
            self._number(verdict["questions"], "text"),
            tuple((one["list"], one["entry"], one["class"]) for one in verdict["listings"]),
        )  # fmt: skip

    def _number(self, part: list[dict[str, Any]], *fields: str) -> int:
        """Number what a part says in some fields; most rows bring the same object, which is not looked at again."""
        if id(part) not in self._seen:
            told = tuple(str(one[name]) for one in part for name in fields)
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            # The part is kept too: nothing else can be known by its number then.
            self._seen[id(part)] = (part, self._numbers.setdefault(told, len(self._numbers)))
        return self._seen[id(part)][1]


def _spot(table: str, subject: Any, number: int) -> Spot:  # noqa: ANN401 - plain data of a verdict
    return Spot(table, number, str(subject["text"]), str(subject.get("fields", {}).get("quantity", "")))
