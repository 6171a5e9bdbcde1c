"""Options that several commands share, and what they are turned into."""

import argparse
import os
import time
from pathlib import Path

from barred.cli.status import LADDER
from barred.errors import UsageProblem
from barred.screening.context import Said
from barred.wiring import Settings, read_settings

__all__ = [
    "FORMATS",
    "add_context",
    "add_directory",
    "add_fail_on",
    "add_format",
    "add_keep_files",
    "add_keeping",
    "add_ledger",
    "keep_days",
    "now",
    "said",
    "settings",
    "today",
]

FORMATS = ("table", "json", "jsonl", "csv")
_MOST_DAYS = 36_500


def add_directory(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose the directory or snapshot."""
    group = parser.add_argument_group("directory")
    group.add_argument(
        "--directory", type=Path, action="append", default=[], metavar="FOLDER",
        help="folder of records, or builtin; several are laid over each other in this order (default: builtin)",
    )  # fmt: skip
    group.add_argument("--snapshot", type=Path, metavar="FILE", help="use this snapshot as it is")
    group.add_argument("--no-build", action="store_true", help="never build a snapshot; a missing one is exit status 4")
    group.add_argument(
        "--max-age", type=int, metavar="DAYS",
        help="refuse with exit status 4 when the directory was last checked longer ago",
    )  # fmt: skip


def add_context(parser: argparse.ArgumentParser) -> None:
    """Add the options that describe the case."""
    group = parser.add_argument_group("case (what is left out is asked back when it matters)")
    group.add_argument("--as", dest="asker", default="", metavar="WHO",
                       help="who asks: a party class such as us/federal/executive-agency, or org:NAME")  # fmt: skip
    group.add_argument("--to", dest="conduct", default="", metavar="CONDUCT",
                       help="what is to be done: procure, use, deploy, import, sell, export-to, invest …")  # fmt: skip
    group.add_argument(
        "--in", dest="place", default="", metavar="PLACE", help="where: an ISO 3166 code, a name or a region"
    )
    group.add_argument("--site", default="", metavar="SITE", help="at which kind of site or event")
    group.add_argument("--for", dest="purpose", default="", metavar="PURPOSE", help="for what purpose")
    group.add_argument("--given", action="append", default=[], metavar="CIRCUMSTANCE",
                       help="a further fact of the case, such as authorization/existing; may be repeated")  # fmt: skip
    group.add_argument("--on", default="", metavar="DATE", help="the day asked about (default: today)")
    group.add_argument(
        "--known", default="", metavar="DATE", help="judge by what was known on that day (default: everything)"
    )


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """Add the options that bring the ledger in: waivers, and saving for a recheck."""
    group = parser.add_argument_group("ledger")
    group.add_argument("--waivers", action="store_true", help="let waivers on record cover what they cover")
    group.add_argument("--save", default="", metavar="NAME",
                       help="keep the answers under this name for `barred recheck`; waivers count too")  # fmt: skip
    add_ledger(group)


def add_ledger(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add the choice of the ledger."""
    parser.add_argument(
        "--ledger", default="", metavar="FILE-OR-URL",
        help="a file, or postgresql://… (default: BARRED_LEDGER, else a file in the folder of the user's data)",
    )  # fmt: skip


def add_keep_files(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add the choice of how long files are kept."""
    parser.add_argument(
        "--keep-files", type=int, default=None, metavar="DAYS",
        help="delete uploads and results of jobs so many days after their end, and log it (default: never)",
    )  # fmt: skip


def keep_days(options: argparse.Namespace) -> int | None:
    """Give how many days files are kept.

    Raises:
        UsageProblem: It is less than one.
    """
    days: int | None = options.keep_files
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise UsageProblem(f"{days} is no time", where="--keep-files", remedy=f"give days from 1 to {_MOST_DAYS}")
    return days


def add_fail_on(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the outcome that is a finding."""
    told = "outcome from which the exit status is 1 (default: barred)"
    parser.add_argument("--fail-on", choices=LADDER, default="barred", help=told)


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add the choice of output format."""
    parser.add_argument(
        "-f", "--format", choices=formats or FORMATS, default="table", help="form of the output (default: table)"
    )


def today() -> str:
    """Give the current date, UTC, as an ISO date."""
    return time.strftime("%Y-%m-%d", time.gmtime())


def now() -> str:
    """Give the current time, UTC, in the one form that the ledger keeps."""
    moment = time.time_ns() // 1_000
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment // 1_000_000)) + f".{moment % 1_000_000:06d}Z"


def said(options: argparse.Namespace) -> Said:
    """Gather what the user said about the case."""
    return Said(
        on=options.on or today(),
        asker=options.asker,
        conduct=options.conduct,
        place=options.place,
        site=options.site,
        purpose=options.purpose,
        circumstances=tuple(options.given),
        known=options.known,
    )


def settings(options: argparse.Namespace) -> Settings:
    """Gather the settings from the environment and the options that the command has."""
    directories, snapshot = getattr(options, "directory", ()), getattr(options, "snapshot", None)
    if snapshot and directories:
        raise UsageProblem("--snapshot and --directory exclude each other", remedy="give one of them")
    return read_settings(
        os.environ,
        directories=directories,
        snapshot=snapshot,
        may_build=not getattr(options, "no_build", False),
        ledger=getattr(options, "ledger", ""),
    )
