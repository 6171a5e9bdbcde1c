"""Verdicts: on one subject, on the rows of a table, and the links behind a name."""

from dataclasses import dataclass
from typing import Any

from barred.web.views.view import View

__all__ = ["CheckView", "LookupView", "RowVerdict", "TraceView"]


@dataclass(frozen=True, kw_only=True)
class LookupView(View):
    """The verdict on one subject; `barred schema verdict` describes `verdict`."""

    verdict: dict[str, Any]


@dataclass(frozen=True)
class RowVerdict:
    """The outcome of one row, and which of the verdicts says why, counted from 0."""

    row: int
    outcome: str
    verdict: int


@dataclass(frozen=True, kw_only=True)
class CheckView(View):
    """The verdicts on some rows: each distinct one once, and for every row which one is its own."""

    outcomes: dict[str, int]
    rows: list[RowVerdict]
    verdicts: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class TraceView(View):
    """The links behind whatever a text names: a tree for each organisation, none when nobody is recognised."""

    text: str
    trees: list[dict[str, Any]]
