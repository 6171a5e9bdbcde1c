"""Tell a file's format by its first bytes; the suffix decides only between kinds of text."""

import codecs
import re
from pathlib import Path

from barred.errors import FileProblem
from barred.readers.compound import compound_kind
from barred.readers.document_kind import document_kind
from barred.readers.json_lines import is_json_line
from barred.readers.registry import titles
from barred.readers.zip_guard import zipped_kind

__all__ = ["detect"]

_HEAD = 1 << 12
_FIRST_LINE = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
_PACKED = frozenset({"gzip", "bzip2", "xz", "zstd", "a 7z archive", "a RAR archive"})
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body", b"<meta", b"<style")
_NMAP = re.compile(rb"<nmaprun[\s>]")
_MARKED = ("markup, not a spreadsheet, whatever its suffix", "open it in a spreadsheet program")
_CONTROL = bytes(sorted({*range(1, 32)} - {*b"\t\n\v\f\r\x1b\x1a\x1f"}))
_CONTROL_SHARE = 0.05


def detect(path: Path) -> str:
    """Tell which format a file has.

    Returns:
        The name of a format in the registry.

    Raises:
        FileProblem: There is no such file, it is empty, or it is of a format that is not read.
    """
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        kind = zipped_kind(path)
        return kind if kind in {"xlsx", "ods"} else _refuse(path, _ZIPPED[kind])
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    for mark, title in _OTHERS:
        if head.startswith(mark):
            return _refuse(path, title)
    if head.lstrip(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP):
        return "nmap" if _NMAP.search(head) else _refuse(path, *_MARKED)
    return _kind_of_text(path, head)


_ZIPPED = {"docx": "a text document", "xlsb": "a binary XLSB workbook", "zip": "a ZIP archive"}


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem("this is a folder", where=str(path), remedy="give the files in it")
        if path.exists() and not path.is_file():
            raise FileProblem("this is no ordinary file", where=str(path), remedy="save it to a file first")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise FileProblem("there is no such file", where=str(path)) from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise FileProblem(f"the file cannot be opened ({told})", where=str(path)) from None
    if not head.strip(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + b" \t\r\n\0"):
        raise FileProblem("the file is empty", where=str(path), remedy="give a file with at least one row")
    return head


def _refuse(path: Path, title: str, remedy: str = "") -> str:
    packed = "unpack it first" if title in _PACKED or title == _ZIPPED["zip"] else f"save it as one of {titles()}"
    raise FileProblem(f"this is {title}; read are {titles()}", where=str(path), remedy=remedy or packed)


def _compound(path: Path) -> str:
    match compound_kind(path):
        case "xls":
            return "xls"
        case "encrypted":
            raise FileProblem(
                "the workbook has a password", where=str(path), remedy="save it without one and give that file"
            )
        case _:
            return _refuse(path, "an old office file without a workbook in it")


def _kind_of_text(path: Path, head: bytes) -> str:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and sum(map(_CONTROL.__contains__, head)) > _CONTROL_SHARE * len(head):
        return _refuse(path, "a binary file of unknown kind")
    if path.suffix.lower() == ".json" or head.lstrip(codecs.BOM_UTF8).startswith(b"{"):
        with path.open("rb") as file:
            head = file.read(_FIRST_LINE)  # the first object may be long
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip("\ufeff \t\r\n")
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return "json-lines"
    if path.suffix.lower() != ".json" and not text.startswith(('{"', '[{"', "[\n", "[\r", '["', "{\n", "{\r")):
        return "tsv" if path.suffix.lower() in {".tsv", ".tab"} else "csv"
    kind = document_kind(text)
    if kind:
        return kind
    first, ended, rest = text.partition("\n")
    # A lone line is a document, which may hold a list; several that each stand alone are JSON lines.
    if first.startswith(("{", '"')) and ended and rest.strip() and is_json_line(first):
        return "json-lines"
    return "json" if path.suffix.lower() == ".json" or text.startswith(("[", "{")) else "csv"
