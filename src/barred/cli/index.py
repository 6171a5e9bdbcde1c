"""`barred index`: build an index of names and keep it, or tell what one holds."""

import argparse
import json
import time
from pathlib import Path

import pyarrow as pa

from barred.cli import status
from barred.cli.options import add_directory
from barred.cli.session import opened
from barred.cli.table_files import columns_said
from barred.matching.index_files import keep_index, open_index
from barred.screening.names.listed_names import listed_in_file
from barred.screening.names.match_names import lexicon_of

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    told = "a file with a column of names; or the folder of an index, to be told what it holds"
    parser.add_argument("list", type=Path, metavar="LIST", help=told)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to keep the index; must be new")
    told = "say which column of LIST holds name or country"
    parser.add_argument("--list-column", action="append", default=[], metavar="FIELD=COLUMN", help=told)
    parser.add_argument("--encoding", metavar="NAME", help="how a text file is encoded (default: UTF-8)")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if options.output is None:
        kept = open_index(options.list, is_checked=True)
        print(json.dumps({**kept.about, "digest": kept.digest}, ensure_ascii=False, indent=1))
        return status.CLEAN
    snapshot = opened(options)
    begun = time.monotonic()
    wanted = columns_said(options.list_column)
    listed = listed_in_file(options.list, lexicon_of(snapshot), wanted=wanted, encoding=options.encoding)
    about = {"list": options.list.name, "snapshot": snapshot.digest}
    digest = keep_index(listed.index, options.output, about=about, columns=pa.table(dict(listed.columns)))
    print(f"{len(listed.index.names)} names kept in {time.monotonic() - begun:.1f} s: {options.output} {digest}")
    return status.CLEAN
