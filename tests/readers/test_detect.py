"""Which format a file has, and what is said of those that are not read."""

import zipfile
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.readers.detect import detect
from barred.readers.open_tables import open_tables
from barred.readers.registry import FORMATS, reader
from tests.readers.writing import texts, write_xlsx


def test_every_format_has_a_reader() -> None:
    """And no two share a suffix."""
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]

    assert len(suffixes) == len(set(suffixes)) > len(FORMATS) > 5
    assert all(callable(reader(one.name)) for one in FORMATS)


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    """The first bytes win over the suffix."""
    assert texts(write_xlsx(tmp_path / "a.csv", {"S": [["Brand", "Model"], ["Acme", "AB-1"]]})) == ["Acme AB-1"]


def test_a_text_named_xlsx_is_read_as_a_text(tmp_path: Path) -> None:
    """Programs export so."""
    (tmp_path / "a.xlsx").write_text("Brand;Model\nAcme;AB-1\n")

    assert texts(tmp_path / "a.xlsx") == ["Acme AB-1"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "the file is empty"),
        (
            b"%PDF-1.7\n",
            "this is a PDF; read are CSV, TSV, XLSX, XLS, ODS, JSON lines, JSON, CycloneDX, OCDS, nmap XML, Parquet;",
        ),
        (b"\x1f\x8b\x08\x00abc", "this is gzip; .*; unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "this is a picture"),
        (b"  <html><table><tr><td>Brand", "this is markup, not a spreadsheet.*open it in a spreadsheet program"),
        (b"<?xml version='1.0'?><Workbook/>", "this is markup"),
        (bytes(range(1, 255)) * 4, "a binary file of unknown kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old office file without a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "the workbook has a password"),
        (b"PK\x03\x04rest", "the archive is cut short or damaged"),
    ],
)
def test_other_files_are_refused_with_a_remedy(tmp_path: Path, content: bytes, told: str) -> None:
    """Whoever gives a file learns what it is and what would be read."""
    path = tmp_path / "quote.xlsx"
    path.write_bytes(content)

    with pytest.raises(FileProblem, match=told) as caught:
        detect(path)
    assert caught.value.where == str(path)


@pytest.mark.parametrize(
    ("member", "told"),
    [
        ("word/document.xml", "this is a text document"),
        ("xl/workbook.bin", "a binary XLSB workbook"),
        ("quote.csv", "this is a ZIP archive; .*; unpack it first"),
    ],
)
def test_other_archives_are_refused(tmp_path: Path, member: str, told: str) -> None:
    """Office files are archives too."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(member, "<x/>")

    with pytest.raises(FileProblem, match=told):
        detect(tmp_path / "a.xlsx")


def test_places_that_are_no_files_are_told(tmp_path: Path) -> None:
    """A folder, nothing at all, and a name that cannot be one."""
    with pytest.raises(FileProblem, match="this is a folder; give the files in it"):
        open_tables(tmp_path)
    with pytest.raises(FileProblem, match=r"nothing\.csv: there is no such file"):
        open_tables(str(tmp_path / "nothing.csv"))
    with pytest.raises(FileProblem, match="cannot be opened"):
        open_tables("a\0b")
