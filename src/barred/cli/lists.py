"""`barred lists`: import official lists into an overlay, keep them up to date, and look entries up in them."""

import argparse
import sys
import time
from pathlib import Path

from barred.cli import status
from barred.cli.options import add_directory, add_format, today
from barred.cli.rows import add_columns, chosen_day, print_rows
from barred.cli.session import opened
from barred.cli.verbs import Verb, add_verbs
from barred.errors import FileProblem
from barred.lists.entry import ListFile
from barred.lists.fetch import Limits
from barred.lists.registry import official_list
from barred.publishing.overlays.entry_matches import matches_in
from barred.publishing.overlays.find_listing import find_listings, imported_lists
from barred.publishing.overlays.ftm_folder import FTM, is_ftm_folder, link_imported
from barred.publishing.overlays.import_list import Edition, Told, import_list
from barred.publishing.overlays.link_entry import DIFFERENT, SAME, find_entry, link_entry
from barred.publishing.overlays.overlay import Decision, read_overlay, source_id
from barred.publishing.overlays.update_lists import Address, Way, read_addresses, update_lists

__all__ = ["add_to"]

_SHOWN = ("list", "entry", "title", "organisation", "programmes", "since", "until", "ending", "imported")
_UNREAD_TOLD = 3


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_verbs(parser, _VERBS)


def _add_import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("list", metavar="NAME", help="which list; `barred lists show` names them")
    verb.add_argument("files", nargs="+", type=Path, metavar="FILE",
                      help="its file as published; those of OFAC may be three: entries, names, addresses")  # fmt: skip
    verb.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="the overlay, made when missing")
    verb.add_argument(
        "--force", action="store_true", help="take an edition that lost more than half of its entries, or all"
    )
    add_directory(verb)


def _add_show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("wanted", nargs="?", default="", metavar="NAME-OR-ID",
                      help="a listed name or the id of an entry; without it the lists and their age")  # fmt: skip
    verb.add_argument("--overlay", type=Path, metavar="FOLDER", help="the overlay of lists")
    verb.add_argument(
        "--on", default="", metavar="DATE", help="entries that may have stood on that day (default: ended too)"
    )
    add_columns(verb)
    add_format(verb)


def _add_update(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("lists", nargs="*", metavar="NAME", help="which lists (default: all with a known address)")
    verb.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="the overlay, made when missing")
    place = verb.add_mutually_exclusive_group()
    place.add_argument("--mirror", type=Path, metavar="FOLDER", help="take the files from a folder, not the network")
    place.add_argument("--from", dest="addresses", type=Path, metavar="FILE",
                       help="addresses of your own: CSV with list, file, address and form")  # fmt: skip
    verb.add_argument(
        "--force", action="store_true", help="take an edition that lost more than half of its entries, or all"
    )
    add_directory(verb)


def _add_link(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "entry",
        metavar="ENTRY",
        help="the id of an entry, or LIST/ID; `barred lists show` tells it. Of imported entities ftm-ID",
    )
    verb.add_argument("organisation", metavar="ORGANISATION", help="the id of an organisation of the directory")
    verb.add_argument(
        "--into",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="the overlay that has the entry, or the folder of `barred import ftm`",
    )
    verb.add_argument("--because", required=True, metavar="REASON", help="how the two were compared, in words")
    verb.add_argument("--not", dest="is_different", action="store_true", help="the two are not the same")
    add_directory(verb)


def _import(options: argparse.Namespace) -> int:
    files = tuple(map(_read, options.files))
    edition = Edition(options.list, files, today())
    told = import_list(edition, options.into, matches=matches_in(opened(options)), is_forced=options.force)
    _tell(options.list, told)
    return status.CLEAN


def _update(options: argparse.Namespace) -> int:
    book = opened(options)
    built_in = (Address(row["list"], row["file"], row["address"], row["form"]) for row in book.rows("list_addresses"))
    addresses = read_addresses(options.addresses) if options.addresses else list(built_in)
    for key in options.lists:
        official_list(key)
    keys = options.lists or sorted({one.list for one in addresses if one.address})
    way = Way(options.mirror, Limits(), time.monotonic, today(), options.force)
    failed = 0
    for one in update_lists(keys, options.into, addresses=addresses, way=way, matches=matches_in(book)):
        if one.told is None:
            failed += 1
            print(f"{one.list}: not updated: {one.trouble}", file=sys.stderr)
        else:
            _tell(one.list, one.told)
    unknown = sorted({one.list for one in addresses if not one.address})
    if unknown and not options.lists:
        print(f"No address is known, import by hand: {', '.join(unknown)}", file=sys.stderr)
    return status.INCOMPLETE if failed else status.CLEAN


def _link(options: argparse.Namespace) -> int:
    if not options.into.is_dir():
        raise FileProblem("no such folder", where=str(options.into), remedy="import a list into it first")
    organisation = opened(options).organisation(options.organisation)
    decision = DIFFERENT if options.is_different else SAME
    reason = " ".join(options.because.split())
    if is_ftm_folder(options.into):
        shown = options.entry
        is_new = link_imported(options.into, Decision(FTM, shown, organisation.id, decision, reason, today(), FTM))
    else:
        entry = find_entry(options.entry, options.into)
        shown = f"{entry.list}/{entry.entry} {entry.title}"
        told = Decision(entry.list, entry.entry, organisation.id, decision, reason, today(), source_id(entry.list))
        is_new = link_entry(options.into, told)
    verb = "is not" if options.is_different else "is"
    print(f"{shown} {verb} {organisation.id} {organisation.title}{'' if is_new else '; as decided before'}")
    if options.is_different and is_ftm_folder(options.into):
        print("If it was linked before, import the file again with --replace: that brings its record back.",
              file=sys.stderr)  # fmt: skip
    return status.CLEAN


def _show(options: argparse.Namespace) -> int:
    if options.overlay and not options.overlay.is_dir():
        raise FileProblem("no such folder", where=str(options.overlay), remedy="import a list into it first")
    if options.wanted and not options.overlay:
        raise FileProblem(
            "in which overlay?", where="--overlay", remedy="give the folder that lists were imported into"
        )
    overlay = read_overlay(options.overlay) if options.overlay else read_overlay(Path())
    if not options.wanted:
        print_rows(imported_lists(overlay, on=today()), options)
        return status.CLEAN
    print_rows(find_listings(options.wanted, overlay, on=chosen_day(options, "on")), options, main=_SHOWN)
    age = ", ".join(
        f"{one['list']} {one['imported']}" for one in imported_lists(overlay, on=today()) if one["imported"]
    )
    print(f"Imported: {age or 'nothing'}. A name that is not found may be spelt otherwise.", file=sys.stderr)
    return status.CLEAN


def _read(path: Path) -> ListFile:
    try:
        return ListFile(path.name, path.read_bytes())
    except OSError as trouble:
        what = f"cannot be read: {trouble.strerror or trouble}"
        raise FileProblem(what, where=str(path), remedy="name a file that can be read") from trouble


def _tell(key: str, told: Told) -> None:
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(told.types.items()))
    print(f"{key}: {told.types.total()} entries: {counts}")
    if not told.is_new:
        print("The same bytes as at the last import.")
    print(f"{told.listings} organisations under {told.names} names; {told.matched} are in the directory; "
          f"{told.ended} ended")  # fmt: skip
    print("Persons, vessels, aircraft, assets and entries of unknown type are counted and not recorded.")
    if told.unread:
        some = "; ".join(told.unread[:_UNREAD_TOLD])
        print(f"{len(told.unread)} dates could not be read and were left out: {some}", file=sys.stderr)


_VERBS = {
    "import": Verb(_import, "read a file of an official list into an overlay", _add_import),
    "update": Verb(_update, "fetch lists from their publishers and import what changed", _add_update),
    "link": Verb(
        _link,
        "decide by hand that an entry, or an imported organisation, is one of the directory, or is not",
        _add_link,
    ),
    "show": Verb(_show, "find an entry, or tell which lists there are and how old", _add_show),
}
