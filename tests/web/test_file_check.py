"""A file in three steps over HTTP: brought, understood, checked; and what somebody might try with it."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.web.jobs.check_reports import FORMS
from barred.wiring import builtin_example
from tests.web.person import forms_of
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


def test_the_worst_comes_first_and_rows_are_narrowed(server: Server) -> None:
    """By outcome, by whom they point to and by their words; totals stay, and the file's own order is at hand."""
    rows = "Brand,Model\n,paint\nAxis,P3245-LVE\nHikvision,DS-2CD2143G2-I\nHikvision,DS-2CD2T47G2-L\n"
    at = _brought(server, "quote.csv", rows.encode())

    def shown(more: str = "") -> list[int]:
        return [row["row"] for row in server.ask("GET", f"{at}/results.json?{CASE}{more}").told["rows"]]

    assert shown() == [4, 5, 3, 2]
    assert shown("&order=file") == [2, 3, 4, 5]
    assert shown("&maker=hikvision") == [4, 5]
    assert shown("&maker=hikvision&text=2t47g2") == [5]
    assert shown("&outcome=clear&text=hikvision") == []
    told = server.ask("GET", f"{at}/results.json?{CASE}&maker=axis").told
    assert told["outcomes"] == {"barred": 2, "clear": 1, "unidentified": 1}
    assert [(one["id"], one["rows"]) for one in told["makers"]] == [("hikvision", 2), ("axis", 1)]


def test_each_row_says_why_with_its_source(server: Server) -> None:
    """In a sentence: which restriction, since when, and the source that proves it best; also where nothing binds."""
    at = _brought(server, "quote.csv", QUOTE.encode())

    told = server.ask("GET", f"{at}/results.json?{CASE}").told
    words = " ".join(read_page(server.ask("GET", f"{at}/results?{CASE}").body).words)

    ground = told["grounds"]["us-ndaa-2019-s889-a1a"]
    assert (ground["stage"], ground["since"], ground["proof"]) == ("in-force", "2019-08-13", "primary")
    assert "Barred by Section 889, part A: federal agencies may not buy covered equipment , in force since" in words
    assert f"Source: {ground['title']}" in words
    assert "Nobody was recognised. That is not the same as clear." in words
    assert "One row was not recognised: somebody has to look at it." in words


def test_many_rows_come_in_pages(server: Server) -> None:
    """A hundred at a time on the page, all of them as CSV; a page too far is the last one."""
    at = _brought(server, "quote.csv", ("Model\n" + "DS-2CD2143G2-I\n" * 250).encode())

    pages = [server.ask("GET", f"{at}/results?{CASE}&page={number}").body for number in (1, 3, 9)]

    assert [body.count(b'<th scope="row"') for body in pages] == [100, 50, 50]
    assert [(b'rel="prev"' in body, b'rel="next"' in body) for body in pages[:2]] == [(False, True), (True, False)]
    sheet = server.ask("GET", f"{at}/results.csv?{CASE}&page=3").body.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(sheet)))) == 251


def test_what_a_file_leaves_out_is_told(server: Server, tmp_path: Path) -> None:
    """A sheet that is no table is named in both steps, and a column of any sheet can be chosen."""
    book = tmp_path / "book.xlsx"
    with Workbook(str(book)) as made:
        made.add_worksheet("Cover").write_row(0, 0, ["an offer"])
        for name, header in (("Cameras", ["Brand", "Model"]), ("Doors", ["Vendor", "Model"])):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, ["Hikvision", "DS-2CD2143G2-I"])
    at = _brought(server, "book.xlsx", book.read_bytes())

    columns = server.ask("GET", f"{at}/columns.json").told
    results = server.ask("GET", f"{at}/results.json?{CASE}").told
    page = " ".join(read_page(server.ask("GET", f"{at}/results?{CASE}").body).words)

    assert (
        [one["name"] for one in columns["left_out"]]
        == ["book.xlsx#Cover"]
        == [one["name"] for one in results["left_out"]]
    )
    assert [one["value"] for one in columns["headers"]] == ["Brand", "Model", "Vendor"]
    assert results["tables"] == 2
    assert [one for one in ("Cameras", "Doors", "was not checked") if one not in page] == []
    report = server.ask("GET", f"{at}/results.html?{CASE}").body.decode()
    assert "book.xlsx#Cover" in report


def test_another_encoding_is_chosen_on_the_spot(server: Server) -> None:
    """The page that refuses a file offers encodings, and with the right one it is read, to the end of the way."""
    at = _brought(server, "offer.csv", "Hersteller;Typ;Ort\nHikvision;DS-2CD2143G2-I;Süd\n".encode("cp1252"))

    refused = server.ask("GET", f"{at}/columns?lang=de")
    read = server.get(f"{at}/columns.json", encoding="cp1252")
    results = server.ask("GET", f"{at}/results.json?{CASE}&encoding=cp1252").told

    assert refused.status == 422
    [form] = [one for one in forms_of(refused.body) if one.action.endswith("/columns")]
    assert form.fields["encoding"] == "cp1252"
    assert read.told["tables"][0]["rows"][0]["cells"] == ["Hikvision", "DS-2CD2143G2-I", "Süd"]
    assert [row["outcome"] for row in results["rows"]] == ["barred"]
    assert server.get(f"{at}/columns", encoding="klingon").status == 422


def test_another_file_can_be_brought_where_one_is_refused(server: Server) -> None:
    """Nobody has to find the way back."""
    got = _bring(server, "packed.zip", b"\x1f\x8b" + b"\0" * 99)
    refused = server.ask("GET", got.headers["location"])

    assert "/check" in [one.action for one in forms_of(refused.body)]
    assert "/check" in [one.action for one in forms_of(server.ask("GET", "/check/none/columns").body)]


def test_a_wrong_word_leads_back_to_the_columns(server: Server) -> None:
    """The file is in order, so nobody is asked for another; the word is named as the page has it."""
    at = _brought(server, "quote.csv", QUOTE.encode())

    refused = server.ask("GET", f"{at}/results?on=2026-13-01")

    assert refused.status == 422
    assert "on: '2026-13-01' is not a date" in " ".join(read_page(refused.body).words).replace(" :", ":")
    assert f"{at}/columns" in read_page(refused.body).links
    assert "/check" not in [one.action for one in forms_of(refused.body)]


def test_a_clause_is_reported_from_a_file(server: Server) -> None:
    """What is due and what is listed on the page, and the paper to sign; nothing before the time is said."""
    at = _brought(server, "quote.csv", QUOTE.encode())
    asked = f"{CASE}&clause=far-52.204-25&identified=2026-11-25T16:30&contract=C-1"

    before = server.ask("GET", f"{at}/draft.json?{CASE}").told
    told = server.ask("GET", f"{at}/draft.json?{asked}").told
    paper = server.ask("GET", f"{at}/draft.html?{asked}")
    pdf = server.ask("GET", f"{at}/draft.pdf?{asked}")
    wrong = server.ask("GET", f"{at}/draft?{asked}&uei=ABC")

    assert before["draft"] is None
    assert [one["id"] for one in before["clauses"]] == ["far-52.204-25", "far-52.240-91"]
    assert [one["due"][:21] for one in told["draft"]["stages"]] == ["the end of 2026-11-27", "the end of 2026-12-11"]
    assert [one["places"] for one in told["draft"]["items"]] == [["quote.csv row 2"]]
    assert "C-1" in read_page(paper.body).words
    assert pdf.body.startswith(b"%PDF-")
    assert "quote-far-52.204-25.pdf" in pdf.headers["content-disposition"]
    assert (wrong.status, b"ABC" in wrong.body) == (422, True)


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
