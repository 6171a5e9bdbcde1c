"""`barred list`: the records of a kind, filtered."""

import argparse
import csv
import json
import sys
from typing import Any

from barred.cli.options import FORMATS, add_directory, add_format, today
from barred.cli.session import opened
from barred.errors import UsageProblem
from barred.model.day import parse_day
from barred.model.question import Context
from barred.publishing.catalogue import catalogue, kind_of

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("kind", metavar="KIND", help="organisation, restriction, source, link, term or table")
    parser.add_argument(
        "filters",
        nargs="*",
        metavar="COLUMN=VALUE",
        help="keep rows whose column has the value, such as place=us target=hikvision",
    )
    parser.add_argument("--text", default="", metavar="WORDS", help="keep rows in which some cell holds these words")
    parser.add_argument("--on", default="", metavar="DATE", help="show the stage of that day (default: today)")
    parser.add_argument(
        "--known", default="", metavar="DATE", help="by what was known on that day (default: everything)"
    )
    add_format(parser, *FORMATS)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    kind = kind_of(options.kind)
    snapshot = opened(options)
    known = parse_day(options.known, where="--known") if options.known else None
    context = Context(on=parse_day(options.on or today(), where="--on"), known=known)
    filters = dict(_filter(word) for word in options.filters)
    if options.text:
        filters["text"] = options.text
    rows = list(catalogue(kind, filters, context=context, book=snapshot))
    _print(rows, options.format)
    if kind == "restriction":
        told = f"{len(rows)} on record; unpublished ones exist. Directory last checked {snapshot.checked}."
        print(told, file=sys.stderr)
    return 0


def _filter(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not name:
        raise UsageProblem(f"{word!r} is no filter", remedy="write COLUMN=VALUE, such as place=us")
    return name, value


def _print(rows: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        from barred.publishing.report_cell import safe_cell  # noqa: PLC0415 - only the form asked for is loaded

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows[0] if rows else ())
        writer.writerows([safe_cell(_cell(value)) for value in row.values()] for row in rows)
    else:
        from barred.cli.grid import print_grid  # noqa: PLC0415

        print_grid([{name: _cell(value) for name, value in row.items()} for row in rows])


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
