"""`barred directory`: begin, check, format, build and describe the files that make the directory."""

import argparse
import json
import os
import re
import sys
from pathlib import Path

from barred.cli import status
from barred.cli.options import add_directory, settings
from barred.directory.check import check, codes
from barred.directory.format import format_record
from barred.directory.read import read_directories
from barred.directory.schema import FOLDERS, KINDS
from barred.directory.template import template
from barred.errors import SnapshotProblem, UsageProblem
from barred.wiring import build_snapshot, named_directories, open_snapshot, read_settings

__all__ = ["add_to"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    for name, (run, told) in _VERBS.items():
        verb = verbs.add_parser(name, help=told, description=told, allow_abbrev=False)
        verb.set_defaults(run=run)
        if name == "new":
            add_directory(verb)
            verb.add_argument("kind", choices=sorted(KINDS), metavar="KIND", help=f"one of {', '.join(sorted(KINDS))}")
            verb.add_argument("id", nargs="?", default="", metavar="ID", help="lower case with hyphens, for life")
            verb.add_argument("--into", type=Path, metavar="FOLDER", help="write it where it belongs in this directory")
            continue
        if name == "info":
            add_directory(verb)
            verb.add_argument("--verify", action="store_true", help="read the whole snapshot and compare its digest")
            verb.add_argument("--format", choices=("table", "json"), default="table", help="form of the output")
            continue
        verb.add_argument(
            "folders",
            nargs="*",
            type=Path,
            metavar="FOLDER",
            help="folders of records (default: the built-in directory)",
        )
        if name == "check":
            verb.add_argument("--codes", action="store_true", help="list every code and what must hold")
            verb.add_argument("--format", choices=("table", "json"), default="table", help="form of the output")
        elif name == "format":
            verb.add_argument(
                "--check", action="store_true", help="change nothing; exit status 1 when a file would change"
            )
        else:
            verb.add_argument(
                "-o", "--output", type=Path, metavar="FOLDER", help="where the snapshot goes (default: the cache)"
            )


def _check(options: argparse.Namespace) -> int:
    if options.codes:
        for code, says in codes().items():
            print(f"{code}  {says}")
        return status.CLEAN
    stack = read_directories(named_directories(options.folders))
    findings = check(stack)
    if options.format == "json":
        print(json.dumps([one._asdict() for one in findings], ensure_ascii=False, indent=1))
    else:
        for one in findings:
            print(one)
    counts = ", ".join(f"{len(stack.of_kind(kind))} {kind}" for kind in sorted({kind for kind, _ in stack.records}))
    print(f"{len(findings)} findings in {counts} records", file=sys.stderr)
    return status.FINDING if findings else status.CLEAN


def _format(options: argparse.Namespace) -> int:
    stack = read_directories(named_directories(options.folders))
    for finding in stack.findings:
        print(finding, file=sys.stderr)
    changed = 0
    for file in (*stack.records.values(), *stack.hidden):
        wanted = format_record(file.kind, file.data)
        if wanted == file.text:
            continue
        changed += 1
        print(file.shown)
        if not options.check:
            unfinished = file.path.with_suffix(f".{os.getpid()}.part")
            unfinished.write_text(wanted, "utf-8")
            unfinished.replace(file.path)
    print(f"{changed} files {'would change' if options.check else 'changed'}", file=sys.stderr)
    return status.FINDING if stack.findings or (options.check and changed) else status.CLEAN


def _build(options: argparse.Namespace) -> int:
    chosen = read_settings(os.environ, directories=options.folders)
    if options.output:
        print(build_snapshot(chosen.directories, options.output))
    else:
        print(open_snapshot(chosen).path)
    return status.CLEAN


def _info(options: argparse.Namespace) -> int:
    snapshot = open_snapshot(settings(options))
    told = {"snapshot": str(snapshot.path), **dict(sorted(snapshot.meta.items()))}
    if options.verify:
        faults = snapshot.verify()
        if faults:
            raise SnapshotProblem(
                f"damaged: {faults[0]}", where=str(snapshot.path), remedy="run `barred directory build`"
            )
        told["verified"] = "content and digest agree"
    if options.format == "json":
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        width = max(map(len, told))
        for name, value in told.items():
            print(f"{name:<{width}}  {value}")
    return status.CLEAN


def _new(options: argparse.Namespace) -> int:
    key = options.id or f"new-{options.kind}"
    if not _ID.fullmatch(key):
        raise UsageProblem(f"{key!r} is no id", remedy="write lower case letters and digits with hyphens")
    snapshot = open_snapshot(settings(options))
    # An id begins with its place; a part of a country may lie with the country.
    place = key.partition("-")[0]
    is_placed = options.kind == "restriction" and place in snapshot.vocabulary("place")
    filled = {"place": place} if is_placed else {}
    text = template(
        options.kind, key, terms_of=lambda name: snapshot.vocabulary(name).terms, filled=filled,
    )  # fmt: skip
    if options.into is None:
        print(text, end="")
        return status.CLEAN
    path = options.into / _folder(options.kind, place if is_placed else "zz") / f"{key}.toml"
    if path.exists():
        raise UsageProblem("the record is there already", where=str(path), remedy="take another id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    print(path)
    return status.CLEAN


def _folder(kind: str, place: str) -> Path:
    [folder] = [name for name, of in FOLDERS.items() if of == kind]
    return Path(folder, place) if kind in {"organisation", "restriction"} else Path(folder)


_VERBS = {
    "new": (_new, "begin a record: print or write a template that explains its fields"),
    "check": (_check, "find what is wrong in the files of a directory"),
    "format": (_format, "write every file in its canonical form"),
    "build": (_build, "check and compile a directory into a snapshot"),
    "info": (_info, "describe the snapshot in use"),
}
