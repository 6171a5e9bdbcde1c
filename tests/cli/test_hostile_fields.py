"""Whatever stands in a file, and wherever: text in every report, and nothing that a program follows or calculates."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from tests.web.hostile import opc, sheet_of

_EVIL = "http://evil.example/x"
_MARKUP = f'"><img src="{_EVIL}" onerror=alert(1)><script>alert(1)</script><a href="{_EVIL}">click</a>'
_LINK = f"[click]({_EVIL}) ![x]({_EVIL}) javascript:alert(1) <{_EVIL}>"
_FORMULAS = (f'=HYPERLINK("{_EVIL}","x")', "+1+1", "@SUM(1)", "\t=1", "＝1+1", "-1+1|' /C calc'!A0", "%0A=1")
_HOSTILE = (_MARKUP, _LINK, *_FORMULAS, "]]><x>&amp;", "{{ 7*7 }}", "${7*7}", "\x1b[2J\x1b]0;x\x07", "\u202e\u2066")
_FORMS = ("html", "pdf", "xlsx", "csv", "jsonl", "sarif", "cdx.json")


@pytest.fixture(scope="module", params=["csv", "xlsx"])
def reports(
    request: pytest.FixtureRequest, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Give a report of each form of a file that is hostile in its name, headers, cells, sheet and properties."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / f"=1+1 {_LINK.replace('/', '_')} <img src=x>.{request.param}"
    path.write_bytes(_table() if request.param == "csv" else _workbook())
    case = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2026-01-01")
    made = {form: folder / f"report.{form}" for form in _FORMS}
    for out in made.values():
        words = ("check", str(path), *case, "--snapshot", str(snapshot.path), "-o", str(out), "--fail-on", "never")
        assert main((*words, "--quiet")) == 0
    return made


def _table() -> bytes:
    out = io.StringIO()
    rows = [["Hikvision", one, one, one] for one in _HOSTILE] + [[one, "DS-2CD2143G2-I", one, one] for one in _HOSTILE]
    csv.writer(out).writerows([["Brand", "Model", *_HOSTILE[:2], *_FORMULAS], *rows])
    return out.getvalue().encode()


def _workbook() -> bytes:
    """Write a workbook with a hostile sheet name, header, cell and author."""
    book = zipfile.ZipFile(io.BytesIO(sheet_of(f"Hikvision {escape(_MARKUP)}")))
    members: dict[str, str | bytes] = {name: book.read(name) for name in book.namelist()}
    named = members["xl/workbook.xml"]
    assert isinstance(named, bytes)
    members["xl/workbook.xml"] = named.replace(b'name="S"', f'name="{escape(f"=1+1 <b>{_LINK}")}"'.encode())
    members["docProps/core.xml"] = f"<cp><dc:creator>{escape(_MARKUP)}</dc:creator></cp>"
    return opc(members)


class _Tags(HTMLParser):
    """What a page makes a browser do."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action", "data"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_a_page_shows_it(reports: dict[str, Path]) -> None:
    """No tag, no handler and no address of it in the report as HTML; the words themselves are there."""
    reading = _Tags()
    text = reports["html"].read_text("utf-8")
    reading.feed(text)

    assert reading.tags & {"script", "img", "iframe", "object", "form", "base", "x", "b"} <= {"b"}
    assert reading.handlers == []
    assert [one for one in reading.addresses if "evil.example" in one or one.startswith("javascript:")] == []
    assert "evil.example" in text
    assert "\x1b" not in text


def test_paper_shows_it(reports: dict[str, Path]) -> None:
    """No address, picture, script or program of it in the PDF, where the words themselves are."""
    raw = reports["pdf"].read_bytes()
    document = pypdfium2.PdfDocument(raw)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()

    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|GoToR|SubmitForm)\b", raw)
    # The name of the file stands in the title, which is text; nothing of it is what a reader could follow.
    assert not re.search(rb"/URI[^/]*evil", raw)
    assert re.search(r"evil\.\s*example", text)


def test_a_spreadsheet_shows_it(reports: dict[str, Path]) -> None:
    """No formula, no link and nothing from outside, in the workbook as in the table."""
    book = zipfile.ZipFile(reports["xlsx"])
    parts = {name: book.read(name) for name in book.namelist()}
    cells = [cell for row in csv.reader(io.StringIO(reports["csv"].read_text("utf-8-sig"))) for cell in row]

    assert not [name for name, one in parts.items() if b"<f>" in one or b"<hyperlink" in one or b"External" in one]
    assert any(b"evil.example" in one for one in parts.values())
    assert [one for one in cells if one.lstrip(" ")[:1] in {"=", "+", "@", "＝", "\t", "\r"}] == []
    assert any("evil.example" in one for one in cells)


def strings(told: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever the JSON holds
    """Give every text of a document with the name under which it stands."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from ((name, value),) if isinstance(value, str) else strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from (("", value),) if isinstance(value, str) else strings(value)


def test_programs_read_it_as_text(reports: dict[str, Path]) -> None:
    """A message of SARIF makes no link, no address of SARIF or CycloneDX leads to it, and each line is whole JSON."""
    sarif, bill = (json.loads(reports[form].read_text("utf-8")) for form in ("sarif", "cdx.json"))
    lines = [json.loads(line) for line in reports["jsonl"].read_text("utf-8").splitlines()]

    texts = [text for name, text in strings(sarif) if name == "text"]
    assert any("evil.example" in one for one in texts)
    assert [one for one in texts if re.search(r"(?<!\\)\]\(", one)] == []
    for told in (sarif, bill):
        addresses = [text for name, text in strings(told) if name in {"uri", "url", "helpUri"}]
        assert [one for one in addresses if re.match(r"(javascript|data|file|http://evil)", one)] == []
    assert len(lines) > 0


@pytest.mark.parametrize("command", ["check", "shipments", "linecard"])
def test_a_terminal_does_not_obey_it(
    snapshot: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """What clears a screen, sets a title or turns the text is spelt out: in cells, headers, names and complaints."""
    steering = "\x1b[2J\x1b]0;x\x07\u202e\x9b1m"
    path = tmp_path / f"a{steering.replace('/', '_')}.csv"
    rows = f'Brand,Model,"Shipper{steering}"\n"Hikvision{steering}","DS-2CD2143G2-I{steering}",x\nA{steering},b,c,d,e\n'
    path.write_text(rows, "utf-8")

    main((command, str(path), "--snapshot", str(snapshot.path)))
    main(("lookup", f"Hikvision {steering}", "--snapshot", str(snapshot.path)))

    told = capsys.readouterr()
    assert not set("\x1b\x07\u202e\x9b") & set(told.out + told.err)
    assert r"\x1b[2J" in told.out + told.err
