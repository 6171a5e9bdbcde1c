"""`barred trace`: draw the links behind whatever a text names."""

import argparse
import json

from barred.cli.options import add_directory, add_format
from barred.cli.rows import add_known, chosen_day
from barred.cli.session import opened
from barred.publishing.tree import Moment, link_data, link_tree, named_in
from barred.screening.snapshot_index import SnapshotIndex

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "text", nargs="+", metavar="TEXT", help="a company, brand or model number, or the id of an organisation"
    )
    parser.add_argument(
        "--on", default="", metavar="DATE", help="links that may hold on that day (default: all there were)"
    )
    add_known(parser)
    add_format(parser, "table", "json")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    moment = Moment(chosen_day(options, "on"), chosen_day(options, "known"))
    snapshot = opened(options)
    index = SnapshotIndex(snapshot)
    found = {text: [text] if snapshot.has_organisation(text) else named_in(text, index=index) for text in options.text}
    if options.format == "json":
        drawn = {text: [link_data(key, book=snapshot, moment=moment) for key in keys] for text, keys in found.items()}
        print(json.dumps(drawn, ensure_ascii=False, indent=1))
        return 0
    for text, keys in found.items():
        trees = "\n".join(link_tree(key, book=snapshot, moment=moment) for key in keys)
        print(f"{text}\n{trees}" if keys else f"{text}\nnot recognised; this is never counted as clear")
    return 0
