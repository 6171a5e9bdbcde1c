"""`barred import`: lists that others keep, and records exported before, as a folder to lay over the directory."""

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

from barred.cli import status
from barred.cli.options import add_directory
from barred.cli.session import opened
from barred.errors import FileProblem, UsageProblem
from barred.evidence.passage import passage_digest
from barred.lists.ftm.entity import read_entities
from barred.lists.ftm.records import Imported, import_entities
from barred.lists.ftm.words import words_of
from barred.publishing.overlays.ftm_folder import FtmFolder, is_ftm_folder, read_ftm_folder, write_ftm_folder
from barred.publishing.overlays.overlay import Decision
from barred.publishing.records.given_record import Given

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "form",
        choices=("ftm", "csv", "parquet", "jsonld"),
        help="FollowTheMoney entities, a JSON line each; or records as `barred export` wrote them",
    )
    parser.add_argument("file", type=Path, metavar="SOURCE", help="the file; of csv and parquet the folder of tables")
    parser.add_argument(
        "--into", type=Path, required=True, metavar="FOLDER",
        help="a folder for the records; of ftm a new or empty one",
    )  # fmt: skip
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace records of the folder that say something else; of ftm write the folder of an import anew",
    )
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    return _run_ftm(options) if options.form == "ftm" else _run_records(options)


def _run_records(options: argparse.Namespace) -> int:
    from barred.publishing.records.import_records import import_records  # noqa: PLC0415 - an FtM import needs none of it

    given = _given(options.form, options.file)
    told = import_records(given, options.into, book=opened(options), is_replacing=options.replace)
    for kind in sorted({*told.added, *told.replaced, *told.unchanged}):
        counts = {"added": told.added[kind], "replaced": told.replaced[kind], "unchanged": told.unchanged[kind]}
        print(f"{kind}: " + ", ".join(f"{count} {word}" for word, count in counts.items() if count))
    return status.CLEAN


def _given(form: str, source: Path) -> list[Given]:
    if form == "jsonld":
        from barred.publishing.records.read_record_jsonld import read_record_jsonld  # noqa: PLC0415 - only this form needs it

        return read_record_jsonld(source)
    from barred.publishing.records.read_record_tables import read_record_tables  # noqa: PLC0415 - it loads pyarrow

    return read_record_tables(source, form)


def _run_ftm(options: argparse.Namespace) -> int:
    content, text = _read(options.file)
    decisions = _decided(options.into, is_replacing=options.replace)
    snapshot = opened(options)
    imported = import_entities(
        read_entities(text, where=str(options.file)),
        _source(options.file, content),
        words=words_of(snapshot),
        digest=passage_digest,
        is_borne=lambda folded: bool(snapshot.organisations_named(folded)),
    )
    joined = write_ftm_folder(options.into, FtmFolder(imported.records, decisions))
    _tell(imported._replace(records=joined.records, left_out=imported.left_out + joined.left_out))
    print(f"Look it over with `barred directory check` and use it with `--directory … --directory {options.into}`.",
          file=sys.stderr)  # fmt: skip
    return status.CLEAN


def _decided(folder: Path, *, is_replacing: bool) -> tuple[Decision, ...]:
    """Give what was decided by hand on an earlier import into a folder that may be written anew."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return ()
    if not folder.is_dir() or not is_ftm_folder(folder):
        raise UsageProblem("not an empty folder", where=str(folder), remedy="name a new one with --into")
    if not is_replacing:
        remedy = "--replace writes it anew; what was linked by hand is kept, what was edited is not"
        raise UsageProblem("not an empty folder, but that of an import", where=str(folder), remedy=remedy)
    return read_ftm_folder(folder).decisions


def _read(path: Path) -> tuple[bytes, str]:
    try:
        content = path.read_bytes()
        return content, content.decode("utf-8")
    except OSError as trouble:
        raise FileProblem(f"cannot be read: {trouble.strerror}", where=str(path)) from trouble
    except UnicodeDecodeError as trouble:
        raise FileProblem("not UTF-8", where=str(path), remedy="save it as UTF-8") from trouble


def _source(path: Path, content: bytes) -> dict[str, Any]:
    # Without `recorded`: an import must not make the directory look checked on this day.
    digest = hashlib.sha256(content).hexdigest()
    return {
        "id": f"ftm-file-{digest[:12]}",
        "title": f"FollowTheMoney entities in {path.name}",
        "type": "dataset",
        "publisher": "not told by the file",
        "proof": "indicated",
        "note": "Imported as it is; what it says was not compared with the lists that it gathers.",
        "capture": {"digest": f"sha256:{digest}", "bytes": len(content), "media_type": "application/x-ndjson"},
    }


def _tell(imported: Imported) -> None:
    kinds = [kind for kind, _ in imported.records]
    for kind in dict.fromkeys(kinds):
        print(f"{kinds.count(kind)} {kind}")
    for reason, count in sorted(imported.left_out.items()):
        print(f"not as given: {count} {reason}", file=sys.stderr)
    for name, count in sorted(imported.ignored.items()):
        print(f"ignored: {count} {name}", file=sys.stderr)
