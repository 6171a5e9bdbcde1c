"""Rows in the form that the user chose, and the options and words that commands on rows share."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from typing import Any

from barred.errors import UsageProblem
from barred.model.day import parse_day

__all__ = ["add_columns", "add_filters", "add_known", "chosen_day", "filters", "print_rows"]


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters."""
    parser.add_argument(
        "filters",
        nargs="*",
        metavar="COLUMN=VALUE",
        help="keep rows whose column has the value, such as place=us target=hikvision; commas separate alternatives",
    )
    parser.add_argument("--text", default="", metavar="WORDS", help="keep rows in which some cell holds these words")


def add_columns(parser: argparse.ArgumentParser) -> None:
    """Add the choice of columns."""
    parser.add_argument(
        "--columns", default="", metavar="NAMES", help="show these columns in this order, separated by commas"
    )


def add_known(parser: argparse.ArgumentParser) -> None:
    """Add the day by whose knowledge is answered."""
    parser.add_argument(
        "--known", default="", metavar="DATE", help="by what was known on that day (default: everything)"
    )


def chosen_day(options: argparse.Namespace, name: str) -> str | None:
    """Give the day of an option, or None when it was not given."""
    said = getattr(options, name)
    return parse_day(said, where=f"--{name}") if said else None


def filters(options: argparse.Namespace) -> dict[str, str]:
    """Gather the filters: column to value."""
    found = dict(_filter(word) for word in options.filters)
    return {**found, "text": options.text} if options.text else found


def print_rows(rows: Sequence[dict[str, Any]], options: argparse.Namespace, *, main: Sequence[str] = ()) -> None:
    """Print rows that share their keys.

    Args:
        rows: The rows.
        options: `--format`, and `--columns` where the command has it.
        main: What a table shows when the user names no columns; empty for all.
    """
    form = options.format
    asked = [one.strip() for one in getattr(options, "columns", "").split(",") if one.strip()]
    shown = _narrowed(rows, asked or (main if form == "table" else ()))
    if form == "json":
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in shown:
            print(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        from barred.publishing.files.safe_cell import safe_cell  # noqa: PLC0415 - only the form asked for is loaded

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(shown[0] if shown else ())
        writer.writerows([safe_cell(_cell(value)) for value in row.values()] for row in shown)
    else:
        from barred.cli.grid import print_grid  # noqa: PLC0415

        print_grid([{name: _cell(value) for name, value in row.items()} for row in shown])


def _filter(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not name:
        raise UsageProblem(f"{word!r} is no filter", remedy="write COLUMN=VALUE, such as place=us")
    return name, value


def _narrowed(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> Sequence[dict[str, Any]]:
    unknown = [one for one in columns if rows and one not in rows[0]]
    if unknown:
        raise UsageProblem(f"no column is called {unknown[0]!r}", remedy=f"choose from {', '.join(rows[0])}")
    return [{name: row[name] for name in columns} for row in rows] if columns else rows


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else "" if value is None else str(value)
