"""`barred lookup`: ask about single texts."""

import argparse
import sys
from collections.abc import Sequence

from barred.cli.harmless import harmless
from barred.cli.options import FORMATS, add_context, add_directory, add_fail_on, add_format, add_keeping, said
from barred.cli.session import opened
from barred.cli.status import status_of
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.model.question import Context, Subject
from barred.model.verdict import Verdict
from barred.screening.answer import Desk
from barred.screening.context import understand
from barred.screening.names.open_lists import open_lists
from barred.screening.snapshot_index import SnapshotIndex

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "text",
        nargs="+",
        metavar="TEXT",
        help="a company, brand, model number or line; - reads lines from standard input",
    )
    add_context(parser)
    add_format(parser, *FORMATS)
    parser.add_argument("--full", action="store_true", help="tell of restrictions that do not apply too")
    add_fail_on(parser)
    add_keeping(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    texts = _texts(options.text)
    snapshot = opened(options)
    context = understand(said(options), book=snapshot)
    if options.save or options.waivers:
        verdicts = _kept(texts, context, snapshot=snapshot, options=options)
    else:
        desk = Desk(context, book=snapshot, index=SnapshotIndex(snapshot), lists=open_lists(snapshot, context))
        verdicts = [desk.answer(Subject(text)) for text in texts]
    _print(verdicts, options)
    return status_of((one.outcome for one in verdicts), options.fail_on)


def _kept(texts: Sequence[str], context: Context, *, snapshot: Snapshot, options: argparse.Namespace) -> list[Verdict]:
    from barred.cli.keeping import Keeping, opened_ledger  # noqa: PLC0415 - a plain look-up needs no SQL

    index = SnapshotIndex(snapshot)
    with opened_ledger(options, may_make=bool(options.save)) as ledger:
        keeping = Keeping(options, ledger, context=context)
        desk = Desk(context, book=snapshot, index=index, waivers=keeping.waivers, lists=open_lists(snapshot, context))
        verdicts = [desk.answer(Subject(text)) for text in texts]
        keeping.watch(snapshot, index)
        keeping.add(verdicts)
        keeping.finish(snapshot=snapshot.digest)
    return verdicts


def _texts(given: Sequence[str]) -> list[str]:
    texts = [line for word in given for line in (sys.stdin if word == "-" else [word])]
    kept = [text.strip() for text in texts if text.strip()]
    if not kept:
        raise UsageProblem("no text to look up", remedy="give a company, brand or model number")
    return kept


def _print(verdicts: list[Verdict], options: argparse.Namespace) -> None:
    if options.format == "table":
        from barred.publishing.verdicts.verdict_text import verdict_text  # noqa: PLC0415 - only the form asked for is loaded

        print(harmless("\n\n".join(verdict_text(one, is_full=options.full) for one in verdicts)))
        return
    from barred.publishing.verdicts.verdict_data import as_json  # noqa: PLC0415

    lines = [as_json(one) for one in verdicts]
    if options.format == "jsonl":
        print("\n".join(lines))
    elif options.format == "json":
        print("[\n" + ",\n".join(lines) + "\n]")
    else:
        from barred.publishing.verdicts.verdict_row import print_rows  # noqa: PLC0415

        print_rows(verdicts, sys.stdout)
