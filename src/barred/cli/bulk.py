"""`barred bulk`: millions of rows or pages against the directory, into one Parquet file."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from barred.cli.bulk_progress import BulkProgress
from barred.cli.bulk_summary import print_summary
from barred.cli.options import add_context, add_directory, add_fail_on, add_format, said
from barred.cli.session import opened
from barred.cli.status import INCOMPLETE, USAGE, status_of
from barred.cli.table_files import columns_said
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.publishing.files.whole_file import replacing
from barred.readers.find_inputs import find_inputs
from barred.readers.headings.columns import MEANINGS
from barred.readers.stretches.cut import Cutter
from barred.readers.stretches.stretch import Stretch
from barred.screening.bulk.part import Order, Part
from barred.screening.bulk.plan import Plan, make_plan, manifest_of
from barred.screening.bulk.run_folder import RunFolder
from barred.screening.context import understand
from barred.screening.names.open_lists import open_lists

__all__ = ["add_to"]

_Engine = Callable[..., Iterator[Part]]
# Doors do not import each other: an engine is loaded by its name, as a command is.
_ENGINES = {"local": "barred.screening.bulk.local_engine", "spark": "barred.spark.engine"}


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "file", nargs="+", metavar="IN",
        help="CSV, TSV, JSON lines, Parquet or WARC, also packed (.gz): files, folders or patterns",
    )  # fmt: skip
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT",
                        help="the Parquet file to write; one row for each row or page")  # fmt: skip
    add_context(parser)
    group = parser.add_argument_group("files")
    group.add_argument("--column", action="append", default=[], metavar="MEANING=COLUMN",
                       help=f"say what a column means, by header, letter or number: {', '.join(MEANINGS)}")  # fmt: skip
    group.add_argument("--encoding", metavar="NAME", help="how text files are encoded (default: UTF-8)")
    group.add_argument("--parts", action="store_true", help="make OUT a folder with a file for each part")
    group = parser.add_argument_group("run")
    group.add_argument("--engine", choices=_ENGINES, default="local",
                       help="local: processes of this machine; spark: Apache Spark (default: local)")  # fmt: skip
    group.add_argument("--processes", type=int, default=0, metavar="N",
                       help="how many work side by side (default: one for each core)")  # fmt: skip
    group.add_argument("--batch", type=int, default=50_000, metavar="ROWS",
                       help="rows that are screened at once; fewer take less memory (default: 50000)")  # fmt: skip
    group.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    add_format(parser, "table", "json", "csv")
    parser.add_argument("--quiet", action="store_true", help="no progress and no notes on standard error")
    add_fail_on(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    _check(options)
    run = import_module(_ENGINES[options.engine])
    place = options.output.with_name(f"{options.output.name}.run")
    files = _inputs(options, place)
    snapshot = opened(options)
    context = understand(said(options), book=snapshot)
    # The index of listed names is made here once, and not by each process at the same time.
    open_lists(snapshot, context)
    folder = RunFolder(place, is_resumed=options.resume)
    order = Order(str(snapshot.path.resolve()), context, str(folder.parts.resolve()), options.batch)
    plan = _planned(options, order, folder, files=files, snapshot=snapshot)
    _tell_columns(plan.stretches, options)
    parts = _screened(cast("_Engine", run.run), order, plan, folder=folder, options=options)
    _write(options, order, folder, count=len(plan.stretches), files=files)
    for trouble in plan.troubles:
        print(f"barred: {trouble}", file=sys.stderr)
    outcomes = _sum(parts)
    print_summary(parts, outcomes, snapshot=snapshot, context=context, form=options.format)
    if plan.troubles or any(one.unreadable for one in parts) or not outcomes:
        return INCOMPLETE if plan.stretches else USAGE
    return status_of(outcomes, options.fail_on)


def _check(options: argparse.Namespace) -> None:
    for name, least in (("processes", 0), ("batch", 1)):
        if getattr(options, name) < least:
            raise UsageProblem(f"{getattr(options, name)} is too few", where=f"--{name}", remedy="give 1 or more")
    target: Path = options.output
    if target.is_dir() or (options.parts and target.exists()):
        raise UsageProblem("it is there already", where=str(target), remedy="name another, or remove it")
    options.columns = columns_said(options.column)
    options.processes = options.processes or os.cpu_count() or 1


def _inputs(options: argparse.Namespace, place: Path) -> list[Path]:
    """Find the inputs; what a run keeps in a folder that is one of them is none."""
    files = [path for path in find_inputs(options.file) if place.resolve() not in path.resolve().parents]
    target: Path = options.output
    if target.exists() and any(path.exists() and path.samefile(target) for path in files):
        raise UsageProblem("it would overwrite a file that it is about", where=str(target), remedy="name another file")
    return files


def _planned(
    options: argparse.Namespace, order: Order, folder: RunFolder, *, files: Sequence[Path], snapshot: Snapshot
) -> Plan:
    """Plan the run; a run that cannot begin leaves nothing behind."""
    is_new = not folder.is_begun
    try:
        plan = make_plan(files, Cutter(folder.copies, options.columns, options.encoding))
        said_too = {"columns": options.columns, "encoding": options.encoding}
        folder.hold(manifest_of(plan, order.context, snapshot=snapshot.digest, options=said_too))
    except BaseException:
        if is_new:
            folder.remove()
        raise
    if not plan.stretches and is_new:
        folder.remove()
        raise plan.troubles[0]
    return plan


def _screened(run: _Engine, order: Order, plan: Plan, *, folder: RunFolder, options: argparse.Namespace) -> list[Part]:
    parts = folder.done(order, len(plan.stretches))
    if parts and not options.quiet:
        print(f"{len(parts)} of {len(plan.stretches)} parts are done already", file=sys.stderr)
    have = {part.number for part in parts}
    left = [(number, one) for number, one in enumerate(plan.stretches) if number not in have]
    progress = BulkProgress(sum(one.size_bytes for _, one in left), is_shown=not options.quiet)
    try:
        for part in run(order, left, processes=options.processes):
            parts.append(part)
            progress.add(part.rows, plan.stretches[part.number].size_bytes)
    except UsageProblem:
        if not parts:
            folder.remove()  # the engine did not start: there is nothing to go on from
        raise
    progress.close()
    return parts


def _write(options: argparse.Namespace, order: Order, folder: RunFolder, *, count: int, files: Iterable[Path]) -> None:
    paths = [order.path(number) for number in range(count)]
    if options.parts:
        folder.become(options.output, paths)
        return
    with replacing(options.output, inputs=files) as unfinished:
        folder.merge(unfinished, paths)
    folder.remove()


def _tell_columns(stretches: Iterable[Stretch], options: argparse.Namespace) -> None:
    """Tell once for each file which columns are read, since a wrong guess would spoil every row."""
    told = {one.file: one.layout for one in stretches if one.layout.header}
    if options.quiet:
        return
    for file, layout in told.items():
        named = [f"{meaning} = {layout.header[at]!r}" for meaning, places in layout.meanings for at in places]
        print(f"{file}: {'; '.join(named) or 'no column recognised, every cell is read'}", file=sys.stderr)


def _sum(parts: Iterable[Part]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(dict(part.outcomes))
    return total
