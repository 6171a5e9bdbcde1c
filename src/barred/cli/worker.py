"""`barred worker`: do the jobs that a server has put into its ledger."""

import argparse
import os
import platform
import signal
import sys
from pathlib import Path
from types import FrameType

from barred.cli import status
from barred.cli.keeping import opened_ledger
from barred.cli.options import add_directory, add_keep_files, add_ledger, keep_days, now, settings
from barred.cli.session import opened
from barred.errors import UsageProblem
from barred.ledger.file_store import FileStore
from barred.web.jobs.retention import Retention
from barred.web.jobs.run_jobs import Runner, Shop
from barred.wiring import files_folder

__all__ = ["add_files", "add_to"]

_LEASE_S, _WAIT_S = 60.0, 1.0


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--once", action="store_true", help="do what is there, and end")
    parser.add_argument(
        "--lease", type=float, default=_LEASE_S, metavar="SECONDS",
        help=f"after so long without a sign of life another worker takes a job over (default: {_LEASE_S:g})",
    )  # fmt: skip
    parser.add_argument(
        "--wait", type=float, default=_WAIT_S, metavar="SECONDS",
        help=f"how long to wait when there is nothing to do (default: {_WAIT_S:g})",
    )  # fmt: skip
    parser.add_argument(
        "--name", default="", metavar="NAME", help="what the log calls it (default: machine and process)"
    )
    parser.add_argument("--quiet", action="store_true", help="tell nothing on standard error")
    add_ledger(parser)
    add_files(parser)
    add_keep_files(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)
    parser.epilog = (
        "Any number may work on one ledger. SIGTERM and SIGINT stop it: the job at hand is handed back.\n"
        "A worker that was killed loses its job to another when its lease runs out, and nothing is done twice."
    )


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the folder for uploads and results."""
    parser.add_argument(
        "--files", type=Path, metavar="FOLDER",
        help="where uploads and results of jobs lie, the same for all servers and workers of a ledger "
        "(default: beside a ledger that is a file, else in the folder of the user's data)",
    )  # fmt: skip


def _run(options: argparse.Namespace) -> int:
    for name in ("lease", "wait"):
        if getattr(options, name) <= 0:
            raise UsageProblem(
                f"{getattr(options, name):g} is no time", where=f"--{name}", remedy="give seconds above 0"
            )
    retention = Retention(keep_days(options))
    name = options.name or f"worker {platform.node()}:{os.getpid()}"
    with opened_ledger(options, may_make=True) as ledger:
        files = FileStore(options.files or files_folder(settings(options)))
        shop = Shop(ledger, files, lambda: opened(options), name, options.lease, retention)
        runner = Runner(shop, tell=(lambda _: None) if options.quiet else _tell)

        def stop(_: int, __: FrameType | None) -> None:
            runner.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        if not options.quiet:
            _tell(f"{name} works on {ledger.address}")
        runner.run(wait_s=options.wait, is_once=options.once)
    return status.CLEAN


def _tell(what: str) -> None:
    print(f"{now()} {what}", file=sys.stderr, flush=True)
