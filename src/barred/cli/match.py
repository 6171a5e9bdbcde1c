"""`barred match`: the names of a file against a list, or pair by pair."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from barred import __version__
from barred.cli import status
from barred.cli.harmless import harmless
from barred.cli.options import add_directory, today
from barred.cli.session import opened
from barred.cli.table_files import columns_said
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.matching.match import CLASSES
from barred.model.day import parse_day
from barred.model.question import Context
from barred.publishing.files.hits import hit_writer
from barred.readers.headings.name_columns import NAME_FIELDS, PAIR_FIELDS, read_names
from barred.readers.table import BadRow
from barred.screening.names.listed_names import Listed, listed_in_directory, listed_in_file
from barred.screening.names.match_names import Recorded, Whose, answer_pairs, answer_rows, country_code, lexicon_of
from barred.screening.snapshot_index import whole_index

__all__ = ["add_to"]

_EVERY_S = 1.0
_TOLD = 20


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("names", type=Path, nargs="?", metavar="NAMES", help="a file with a column of names")
    told = "the list to find them in: a file, or a folder made with `barred index` (default: the directory)"
    parser.add_argument("--against", type=Path, metavar="LIST", help=told)
    told = "compare pair by pair instead: columns name1, name2 and, where you have them, country1, country2"
    parser.add_argument("--pairs", type=Path, metavar="FILE", help=told)
    group = parser.add_argument_group("files")
    told = f"say which column of NAMES or of the pairs holds {', '.join((*NAME_FIELDS, *PAIR_FIELDS))}"
    group.add_argument("--column", action="append", default=[], metavar="FIELD=COLUMN", help=told)
    group.add_argument("--list-column", action="append", default=[], metavar="FIELD=COLUMN", help="the same for LIST")
    group.add_argument("--encoding", metavar="NAME", help="how a text file is encoded (default: UTF-8)")
    told = "write .jsonl, .csv or .parquet (default: JSON lines on standard output)"
    group.add_argument("-o", "--output", type=Path, metavar="FILE", help=told)
    told = "give only these classes; may be repeated"
    group.add_argument("--class", dest="classes", action="append", default=[], choices=CLASSES, help=told)
    told = "compare letters alone, and not what the directory records about both names"
    group.add_argument("--no-record", action="store_true", help=told)
    told = "the day at which links and lists are looked at (default: today)"
    group.add_argument("--on", default="", metavar="DATE", help=told)
    group.add_argument("--quiet", action="store_true", help="no progress and no counts on standard error")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if bool(options.names) == bool(options.pairs) or (options.pairs and options.against):
        raise UsageProblem(
            "give NAMES, with or without --against LIST, or --pairs FILE", remedy="see barred match --help"
        )
    snapshot = opened(options)
    counts: Counter[str] = Counter()
    unreadable: list[BadRow] = []
    answers = _pairs(options, snapshot, unreadable) if options.pairs else _rows(options, snapshot, unreadable)
    versions = {"snapshot": snapshot.digest, "barred": __version__}
    with hit_writer(options.output, versions=versions) as write:
        for told in answers:
            counts[told["class"]] += 1
            if not options.classes or told["class"] in options.classes:
                write(told)
    if not options.quiet:
        shown = ", ".join(f"{counts[name]} {name}" for name in CLASSES if counts[name])
        print(shown or "no hit", file=sys.stderr)
        for bad in unreadable[:_TOLD]:
            print(harmless(f"row {bad.row} not read: {bad.why}"), file=sys.stderr)
    return status.INCOMPLETE if unreadable else status.CLEAN


def _recorded(options: argparse.Namespace, snapshot: Snapshot) -> Recorded | None:
    if options.no_record:
        return None
    return Recorded(snapshot, whole_index(snapshot), Context(on=_day(options)))


def _day(options: argparse.Namespace) -> str:
    return parse_day(options.on, where="--on") if options.on else today()


def _pairs(options: argparse.Namespace, snapshot: Snapshot, unreadable: list[BadRow]) -> Iterator[dict[str, Any]]:
    lexicon, recorded = lexicon_of(snapshot), _recorded(options, snapshot)
    wanted = columns_said(options.column)
    for batch in read_names(options.pairs, PAIR_FIELDS, wanted=wanted, encoding=options.encoding):
        unreadable += batch.unreadable
        left, right = batch.fields["name1"], batch.fields["name2"]
        countries = [
            (country_code(one, lexicon), country_code(other, lexicon))
            for one, other in zip(batch.fields["country1"], batch.fields["country2"], strict=True)
        ]
        for one in answer_pairs(left, right, lexicon=lexicon, countries=countries, recorded=recorded):
            yield {
                "left": left[one.row],
                "right": right[one.row],
                "class": one.answer,
                "score": one.score,
                "row": batch.numbers[one.row],
                "why": one.why,
            }


def _rows(options: argparse.Namespace, snapshot: Snapshot, unreadable: list[BadRow]) -> Iterator[dict[str, Any]]:
    lexicon, recorded = lexicon_of(snapshot), _recorded(options, snapshot)
    listed = _listed(options, snapshot)
    matcher = listed.matcher(lexicon)
    whose = Whose(recorded, listed.by_organisation(recorded), listed.entities) if recorded else None
    begun, done = time.monotonic(), 0
    wanted = columns_said(options.column)
    for batch in read_names(options.names, NAME_FIELDS, wanted=wanted, encoding=options.encoding):
        unreadable += batch.unreadable
        names = batch.fields["name"]
        countries = [country_code(one, lexicon) for one in batch.fields["country"]]
        for one in answer_rows(names, matcher, countries=countries, whose=whose):
            yield {
                "left": names[one.row],
                "right": listed.name(one.name),
                "class": one.answer,
                "score": one.score,
                "left_row": batch.numbers[one.row],
                **listed.told(one.name),
                "why": one.why,
            }
        done += len(names)
        if not options.quiet and time.monotonic() - begun > _EVERY_S:
            rate = done / (time.monotonic() - begun)
            print(f"\r{done} names, {rate:,.0f} a second", end="", file=sys.stderr)
    if not options.quiet and done and time.monotonic() - begun > _EVERY_S:
        print(file=sys.stderr)


def _listed(options: argparse.Namespace, snapshot: Snapshot) -> Listed:
    if not options.against:
        return listed_in_directory(snapshot, on=_day(options))
    lexicon = lexicon_of(snapshot)
    wanted = columns_said(options.list_column)
    return listed_in_file(options.against, lexicon, wanted=wanted, encoding=options.encoding)
