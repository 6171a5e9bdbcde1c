"""Gather the rows of a check by what was found: rows that share a verdict are told once, with all their places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from barred.model.verdict import OUTCOMES
from barred.publishing.report_row import CheckedRow

__all__ = ["FindingRows", "SharedVerdict", "Spot"]


@dataclass(frozen=True)
class Spot:
    """Where a row is, what it says and how many it names."""

    table: str
    row: int
    text: str
    quantity: str


@dataclass
class SharedVerdict:
    """A verdict as data, and the rows that it is the verdict on, in file order."""

    verdict: Mapping[str, Any]
    spots: list[Spot] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """The outcome of all its rows."""
        return str(self.verdict["outcome"])


class FindingRows:
    """Takes checked rows as they come and keeps them by verdict, the worst outcome first."""

    def __init__(self) -> None:
        self._shared: dict[tuple[object, ...], SharedVerdict] = {}

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Take rows of a table."""
        for row in rows:
            if row.verdict is not None:
                self._found(row.verdict).spots.append(_spot(table, row.verdict["subject"], row.number))

    def _found(self, verdict: Mapping[str, Any]) -> SharedVerdict:
        key = _key(verdict)
        if key not in self._shared:
            self._shared[key] = SharedVerdict(verdict)
        return self._shared[key]

    def of(self, *outcomes: str) -> list[SharedVerdict]:
        """Give the verdicts of some outcomes, from worst to best and then by first row."""
        found = [one for one in self._shared.values() if one.outcome in outcomes]
        return sorted(found, key=lambda one: OUTCOMES.index(one.outcome))

    def counts(self) -> dict[str, int]:
        """Count the rows of every outcome, those of none too."""
        return {name: sum(len(one.spots) for one in self.of(name)) for name in OUTCOMES}


def _key(verdict: Mapping[str, Any]) -> tuple[object, ...]:
    """Name what makes two verdicts one finding: the outcome, who was recognised, and how each restriction stands."""
    return (
        verdict["outcome"],
        verdict["notice"],
        tuple((one["organisation"], one["brand"], one["maker"], one["product"], one["band"])
              for one in verdict["candidates"]),
        tuple((one["id"], one["applies"], *one["waivers"]) for one in verdict["restrictions"]),
        tuple(one["text"] for one in verdict["questions"]),
        tuple((one["list"], one["entry"], one["class"]) for one in verdict["listings"]),
    )  # fmt: skip


def _spot(table: str, subject: Any, number: int) -> Spot:  # noqa: ANN401 - plain data of a verdict
    return Spot(table, number, str(subject["text"]), str(subject.get("fields", {}).get("quantity", "")))
