"""A file in three steps over HTTP: brought, understood, checked; and what somebody might try with it."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.web.check_reports import FORMS
from barred.wiring import builtin_example
from tests.web.reading import read_page
from tests.web.talk import Answer, Server, running

CASE = "as=us/federal/executive-agency&to=procure&on=2026-01-01"
QUOTE = "Brand,Model,Description\nHikvision,DS-2CD2143G2-I,dome\nAxis,P3245-LVE,dome\n,,paint\n"
_EDGE = "barred-test-edge"


def _bring(server: Server, name: str, body: bytes, **headers: str) -> Answer:
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    told = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", **headers}
    return server.ask("POST", "/check", body=head.encode() + body + f"\r\n--{_EDGE}--\r\n".encode(), headers=told)


def _brought(server: Server, name: str, body: bytes) -> str:
    got = _bring(server, name, body)
    assert got.status == 303, got.body
    return got.headers["location"].removesuffix("/columns")


def test_the_columns_are_guessed_and_shown(server: Server) -> None:
    """Each guess with its reason, the first rows beside it; the user's word wins."""
    at = _brought(server, "quote.csv", QUOTE.encode())

    [table] = server.get(f"{at}/columns.json").told["tables"]
    assert [(one["meaning"], one["letter"]) for one in table["columns"]] == [
        ("brand", "A"),
        ("model", "B"),
        ("description", "C"),
    ]
    assert table["rows"][0]["cells"] == ["Hikvision", "DS-2CD2143G2-I", "dome"]
    [other] = server.get(f"{at}/columns.json", brand="C").told["tables"]
    assert ("brand", "C") in [(one["meaning"], one["letter"]) for one in other["columns"]]
    assert server.get(f"{at}/columns", brand="Z").status == 422


def test_the_results_are_those_of_the_command_line(server: Server) -> None:
    """Every row with outcome and reason; another day or buyer is another address."""
    at = _brought(server, "quote.csv", QUOTE.encode())

    told = server.ask("GET", f"{at}/results.json?{CASE}").told

    assert [row["outcome"] for row in told["rows"]] == ["barred", "clear", "unidentified"]
    assert told["outcomes"] == {"barred": 1, "clear": 1, "unidentified": 1}
    assert told["rows"][0]["restrictions"]
    assert told["rows"][0]["signals"]
    earlier = server.ask("GET", f"{at}/results.json?{CASE.replace('2026', '2016')}").told
    assert earlier["rows"][0]["outcome"] != "barred"
    chosen = server.ask("GET", f"{at}/results.json?{CASE}&outcome=clear").told
    assert [row["row"] for row in chosen["rows"]] == [3]
    assert chosen["outcomes"] == told["outcomes"]


def test_the_workbook_keeps_the_rows_and_adds_columns(server: Server) -> None:
    """The demonstration quote comes back with its own cells and ours."""
    at = _brought(server, "quote.xlsx", builtin_example().read_bytes())

    got = server.ask("GET", f"{at}/results.xlsx?{CASE}")
    sheet = server.ask("GET", f"{at}/results.csv?{CASE}")

    cells = [str(cell) for row in CalamineWorkbook.from_filelike(BytesIO(got.body)).get_sheet_by_index(0).to_python()
             for cell in row]  # fmt: skip
    assert "quote-checked.xlsx" in got.headers["content-disposition"]
    assert {"DS-2CD2143G2-I", "barred"} <= set(cells)
    assert len(list(csv.reader(StringIO(sheet.body.decode("utf-8-sig"))))) == 39


@pytest.mark.parametrize("form", ["pdf", "html", "jsonl", "sarif", "cdx.json"])
def test_a_small_check_comes_in_the_forms_of_the_command_line(
    server: Server, snapshot: Snapshot, tmp_path: Path, form: str
) -> None:
    """The same verdicts as `barred check -o`, without a ledger."""
    at = _brought(server, "quote.csv", QUOTE.encode())

    got = server.ask("GET", f"{at}/results.{form}?{CASE}")

    assert (got.status, got.headers["content-type"]) == (200, FORMS[form])
    assert f"quote-checked.{form}" in got.headers["content-disposition"]
    assert_same(form, got.body, by_command_line(snapshot, tmp_path, form))


def by_command_line(snapshot: Snapshot, folder: Path, form: str) -> bytes:
    """Let the command line write the report of the same file in the same case."""
    (folder / "quote.csv").write_text(QUOTE, "utf-8")
    made = folder / f"theirs.{form}"
    words = ("check", str(folder / "quote.csv"), "-o", str(made), "--quiet", "--snapshot", str(snapshot.path))
    main((*words, "--as", "us/federal/executive-agency", "--to", "procure", "--on", "2026-01-01"))
    return made.read_bytes()


def assert_same(form: str, ours: bytes, theirs: bytes) -> None:
    """Hold a report against another one of its form: all that it says of rows and verdicts."""
    if form == "pdf":
        pages = [[page.get_textpage().get_text_range() for page in PdfDocument(one)] for one in (ours, theirs)]
        assert "Finding 1" in "".join(pages[0])
        assert len(pages[0]) == len(pages[1])
    elif form == "html":
        read, other = (read_page(one) for one in (ours, theirs))
        assert read.words == other.words
    else:
        assert json.loads(ours.splitlines()[0] if form == "jsonl" else ours) == json.loads(
            theirs.splitlines()[0] if form == "jsonl" else theirs
        )


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("empty.csv", b"", "no file came"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a picture"),
        ("page.html", b"<!doctype html><p>x", "markup"),
        ("packed.zip", b"\x1f\x8b" + b"\0" * 99, "gzip"),
    ],
)
def test_a_file_that_is_not_read_is_refused_in_words(server: Server, name: str, body: bytes, told: str) -> None:
    """The page says what it is and what to do; where the file lies is told to nobody."""
    got = _bring(server, name, body)
    if got.status == 303:
        got = server.ask("GET", got.headers["location"])

    assert got.status == 422
    assert told in got.body.decode()
    assert "/at-" not in got.body.decode()


def test_what_stands_in_a_file_is_text_and_never_markup(server: Server) -> None:
    """Cells, headers and names of files that look like scripts are shown as they are."""
    script = "<img src=x onerror=alert(1)>"
    at = _brought(server, f"{script}.csv", f"Brand,{script}\nHikvision,{script}\n={script},x\n".encode())

    for path in (f"{at}/columns", f"{at}/results?{CASE}"):
        page = server.ask("GET", path)
        assert page.status == 200
        assert read_page(page.body).faults == []
        assert b"<img" not in page.body


def test_a_form_of_another_site_brings_nothing(server: Server) -> None:
    """A browser says where a form comes from."""
    got = _bring(server, "quote.csv", QUOTE.encode(), **{"Sec-Fetch-Site": "cross-site"})

    assert got.status == 403


def test_a_body_that_is_no_form_is_refused(server: Server) -> None:
    """Neither a fault of the server nor a file."""
    torn = f"multipart/form-data; boundary={_EDGE}"

    for kind in ("multipart/form-data", torn, "text/plain"):
        assert server.ask("POST", "/check", body=b"x", headers={"Content-Type": kind}).status in {400, 422}


def test_too_many_rows_are_for_the_command_line(server: Server) -> None:
    """The limit is told, and what to do."""
    at = _brought(server, "long.csv", ("Model\n" + "DS-2CD2143G2-I\n" * 1001).encode())

    got = server.ask("GET", f"{at}/results")

    assert got.status == 422
    assert "at most 1000" in got.body.decode()
    assert "barred check long.csv" in got.body.decode()


def test_files_are_gone_with_the_server(snapshot: Snapshot, tmp_path: Path) -> None:
    """They are kept for the check and for nothing else."""
    where = {"BARRED_CACHE": str(tmp_path), "BARRED_LEDGER": ""}
    with running(tmp_path, "--snapshot", str(snapshot.path), environment=where) as server:
        _brought(server, "quote.csv", QUOTE.encode())
        assert list(tmp_path.glob("work/at-*/*/quote.csv"))
        server.stop()

    assert not list(tmp_path.glob("work/at-*"))
