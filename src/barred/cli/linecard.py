"""`barred linecard`: whose items a catalogue lists, and what left it since an older edition."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from barred.cli.harmless import harmless
from barred.cli.options import add_directory, add_format, today
from barred.cli.rows import add_columns, add_known, chosen_day, print_rows
from barred.cli.session import opened
from barred.cli.status import CLEAN, INCOMPLETE, USAGE
from barred.cli.table_files import columns_said, open_files
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.identify.index import WholeIndex
from barred.model.day import parse_day
from barred.model.question import Context
from barred.model.verdict import NOTICE
from barred.publishing.files.row_file import write_rows
from barred.readers.headings.stock_column import guess_linecard_columns
from barred.screening.answer import Desk
from barred.screening.check import check_table
from barred.screening.snapshot_index import whole_index
from barred.screening.trade.linecard import Linecard
from barred.screening.trade.linecard_change import changes, changes_by_maker

__all__ = ["add_to"]

_EXAMPLES = """examples:
  barred linecard linecard-2023-03-01.csv --by maker
  barred linecard linecard-2023-06-01.csv --against linecard-2023-03-01.csv -o items.xlsx
"""
_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?!\d)")
_GONE = (
    "An item gone is one that the newer edition does not list: it may be sold out, renamed, moved to another page or "
    "left out. Nothing here is proof of a sale, and a lower stock may be a return, a transfer or a correction."
)
_MAIN = ("organisation", "maker", "relation", "holds", "band", "rows", "models", "share", "stock", "link")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = f"{_EXAMPLES}\n{parser.epilog}"
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE",
                        help="the edition: CSV, XLSX, ODS, JSON lines or Parquet")  # fmt: skip
    parser.add_argument("--against", action="append", default=[], type=Path, metavar="OLDER-FILE",
                        help="an older edition to compare with; may be repeated when it has several files")  # fmt: skip
    parser.add_argument(
        "--dated", default="", metavar="DATE", help="the day of the edition (default: as its name tells)"
    )
    parser.add_argument("--against-dated", default="", metavar="DATE", help="the day of the older edition")
    parser.add_argument("--by", choices=("brand", "maker"), default="brand", help="what to count by (default: brand)")
    parser.add_argument("--column", action="append", default=[], metavar="MEANING=COLUMN",
                        help="say what a column means: brand, model, description, quantity (the stock) …")  # fmt: skip
    parser.add_argument("--sheet", metavar="NAME", help="read only this sheet of a workbook")
    parser.add_argument("--encoding", metavar="NAME", help="how a text file is encoded (default: UTF-8)")
    parser.add_argument("-o", "--output", action="append", default=[], type=Path, metavar="FILE",
                        help="write the counts, or with --against each item: .csv, .xlsx, .jsonl or .json")  # fmt: skip
    add_known(parser)
    add_columns(parser)
    add_format(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    snapshot = opened(options)
    reading = _Reading(options, snapshot)
    newer = reading.edition(options.file, options.dated)
    told: list[dict[str, str]]
    if options.against:
        older = reading.edition(options.against, options.against_dated, where="--against-dated")
        found = list(changes(older, newer))
        told, written, name = changes_by_maker(found), [one.row() for one in found], "items"
        about = {"older": _dated(older), "newer": _dated(newer), "read so": _GONE}
    else:
        told = written = newer.counted(options.by)
        name, about = "counts", {"edition": _dated(newer), "models by band": _bands(newer)}
    about |= {"snapshot": snapshot.digest, "notice": f"{NOTICE} Directory last checked {snapshot.checked}."}
    for path in options.output:
        write_rows(path, written, name=name, about=about, inputs=(*options.file, *options.against))
    _print(told, about, options)
    if not reading.is_incomplete:
        return CLEAN
    return INCOMPLETE if reading.has_tables else USAGE


class _Reading:
    """Reads editions, and remembers whether anything in them could not be read."""

    def __init__(self, options: argparse.Namespace, snapshot: Snapshot) -> None:
        self.is_incomplete = False
        self.has_tables = False
        self._options = options
        self._snapshot = snapshot
        self._index: WholeIndex = whole_index(snapshot)

    def edition(self, paths: Sequence[Path], dated: str, *, where: str = "--dated") -> Linecard:
        """Read the files of one edition; its makers are those of its day, or of today when it has none."""
        day = parse_day(dated, where=where) if dated else _day_in(paths)
        context = Context(on=day or today(), known=chosen_day(self._options, "known"))
        desk = Desk(context, book=self._snapshot, index=self._index)
        options = argparse.Namespace(**{**vars(self._options), "file": paths})
        tables, unread, _ = open_files(options, columns_said(options.column), guess=guess_linecard_columns)
        self.has_tables |= bool(tables)
        card = Linecard(day)
        for table in tables:
            for checked in check_table(table, desk, index=self._index):
                card.add(checked.verdicts)
                for bad in checked.batch.unreadable:
                    print(harmless(f"{table.name}: row {bad.row} not read: {bad.why}"), file=sys.stderr)
                self.is_incomplete |= bool(checked.batch.unreadable)
        for trouble in unread.values():
            print(harmless(f"barred: {trouble}"), file=sys.stderr)
        # An edition without items would make everything new, or gone.
        self.is_incomplete |= bool(unread) or not card.items
        return card


def _day_in(paths: Sequence[Path]) -> str:
    """Give the one date that the names of the files hold; none when they hold several or no date at all."""
    found = {match for path in paths for match in _DATE.findall(path.name)}
    try:
        return parse_day(found.pop()) if len(found) == 1 else ""
    except UsageProblem:
        return ""  # a number that looks like a date until its month ends


def _dated(card: Linecard) -> str:
    return f"{card.dated or 'no date stated'}: {card.rows} rows, {len(card.items)} distinct models"


def _bands(card: Linecard) -> str:
    return ", ".join(
        f"{number} {band} ({100 * number / len(card.items):.1f} %)" for band, number in card.bands().items()
    )


def _print(rows: list[dict[str, str]], about: dict[str, Any], options: argparse.Namespace) -> None:
    if options.format == "json":
        print(json.dumps({"rows": rows, "about": about}, ensure_ascii=False, indent=1))
        return
    is_brands = not options.against and options.by == "brand" and bool(rows)
    print_rows(rows, options, main=_MAIN if is_brands else ())
    if options.format == "table":
        for name in ("older", "newer", "edition", "models by band"):
            if about.get(name):
                print(f"{name}: {about[name]}")
        print(f"{about['read so']}\n{NOTICE}" if options.against else NOTICE)
