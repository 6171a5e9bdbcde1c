"""The entry point: parse, run one command, turn trouble into a message and an exit status."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from barred import __version__
from barred.cli import status
from barred.cli.harmless import harmless
from barred.errors import BarredError, Incomplete, SnapshotProblem

__all__ = ["main"]

# Command, the module that adds its options and runs it, and what it does.
_COMMANDS = {
    "lookup": ("barred.cli.lookup", "is this barred: a company, brand, model or line of text"),
    "check": ("barred.cli.check", "check the lines of quotes, catalogues and lists"),
    "report": ("barred.cli.report", "draft the report that a clause asks for, with its clocks, from saved checks"),
    "decide": ("barred.cli.decide", "allow or deny one device now, by maker, brand, model or MAC address"),
    "bulk": ("barred.cli.bulk", "screen millions of rows or web pages into a Parquet file"),
    "shipments": ("barred.cli.shipments", "screen shipment and customs rows, and add them up by party and month"),
    "linecard": ("barred.cli.linecard", "count the items of a catalogue by maker, and what left it since an older one"),
    "recheck": ("barred.cli.recheck", "ask saved subjects again where the answer can have changed"),
    "saved": ("barred.cli.saved", "what is saved for a recheck, and the pairs that were cleared"),
    "waiver": ("barred.cli.waiver", "ask for waivers, put them on record, list and check them, take them back"),
    "list": ("barred.cli.catalogue", "list the records of a kind"),
    "show": ("barred.cli.show", "show a record with its sources"),
    "timeline": ("barred.cli.timeline", "tell in order what was decided, said and done"),
    "count": ("barred.cli.count", "count restrictions by country, maker, ground and more"),
    "diff": ("barred.cli.diff", "tell what changed since a day, or between two directories"),
    "trace": ("barred.cli.trace", "draw the links behind a name"),
    "evidence": ("barred.cli.evidence", "cover documents by citations, look citations up again, cite words"),
    "mcp": ("barred.cli.mcp", "answer the programs of assistants over the Model Context Protocol"),
    "export": ("barred.cli.export", "give the records away: JSON lines, FollowTheMoney, linked data, tables"),
    "import": ("barred.cli.importing", "turn a list that others keep into records to lay over the directory"),
    "match": ("barred.cli.match", "match names against a list, or pair by pair"),
    "index": ("barred.cli.index", "build an index of names once, to match against it often"),
    "lists": ("barred.cli.lists", "import and update official lists, and look entries up in them"),
    "directory": ("barred.cli.directory", "begin a record; check, format, build or describe a directory"),
    "audit": ("barred.cli.audit", "prove and show the log of the ledger"),
    "keys": ("barred.cli.keys", "make, list and revoke keys of the programming interface"),
    "db": ("barred.cli.db", "tell of the ledger, and bring it to the newest version"),
    "doctor": ("barred.cli.doctor", "tell what is installed, what is missing, and how to get it"),
    "schema": ("barred.cli.schema", "print the JSON Schema of an output"),
    "serve": ("barred.cli.serve", "answer over HTTP: machines match, reconcile, gate and read feeds"),
    "worker": ("barred.cli.worker", "do the jobs that a server has put into its ledger"),
    "demo": ("barred.cli.demo", "check the example quote for a US executive agency"),
}

_WIDTH = 100
_EPILOG = """exit status:
  0 nothing at or above --fail-on     1 a finding       2 wrong usage or a file that cannot be read
  3 incomplete: rows were unreadable  4 snapshot missing or stale             130 interrupted"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help of one width: asking the terminal for its own loads what a look-up never needs (5 ms)."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line.

    Args:
        arguments: The words after the program's name; those of the process when None.

    Returns:
        The exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and words[:1] == ["lookup"]:
        # The process makes a few thousand records and ends: searching them for circles only costs time (14 ms).
        gc.disable()
    try:
        parser, rest = _parser(words)
        options = _parsed(parser, rest)
        return int(options.run(options))
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except KeyboardInterrupt:
        print("barred: interrupted", file=sys.stderr)
        return status.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away: say nothing more, as other filters do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status.CLEAN
    except BarredError as trouble:
        print(harmless(f"barred: {trouble}"), file=sys.stderr)
        return _status_of_trouble(trouble)


def _parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Parse the words; filters may stand behind options too, where argparse takes no more of them."""
    options, left = parser.parse_known_args(words)
    if left:
        if not hasattr(options, "filters") or any(one.startswith("-") for one in left):
            parser.error(f"unrecognized arguments: {' '.join(left)}")
        options.filters = [*options.filters, *left]
    return options


def _status_of_trouble(trouble: BarredError) -> int:
    if isinstance(trouble, SnapshotProblem):
        return status.SNAPSHOT
    return status.INCOMPLETE if isinstance(trouble, Incomplete) else status.USAGE


def _parser(words: Sequence[str]) -> tuple[argparse.ArgumentParser, Sequence[str]]:
    """Give the parser for the words, and those it is to parse.

    Only the command that runs is loaded: a cold look-up must not pay for the others.
    """
    if words and words[0] in _COMMANDS:
        module, told = _COMMANDS[words[0]]
        parser = _made(f"barred {words[0]}", told)
        import_module(module).add_to(parser)
        return parser, words[1:]
    parser = _made("barred", "Is this barred, for whom, since when, and who says so?")
    parser.add_argument("--version", action="version", version=f"barred {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, (_, told) in _COMMANDS.items():
        commands.add_parser(name, help=told)
    return parser, words


def _made(program: str, told: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=program,
        description=told,
        epilog=_EPILOG,
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
