"""Files of an attacker: refused or read as what they are, and never run, unpacked without end or followed."""

import csv
import io
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

from tests.web.hostile import bombs, far_sheets, leading_out
from tests.web.office import Office
from tests.web.reading import read_page
from tests.web.talk import Answer, Server

_CASE = "as=us/federal/executive-agency&to=procure&on=2026-01-01"
_EDGE = "barred-test-edge"
_FORMULAS = ('=HYPERLINK("http://evil.example","x")', "+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "＝1+1", "-1+1")
_MARKUP = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


def bring(server: Server, name: str, body: bytes, **headers: str) -> Answer:
    """Bring a file to the page for that, and follow to where it leads."""
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    told = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", **headers}
    return server.ask("POST", "/check", body=head.encode() + body + f"\r\n--{_EDGE}--\r\n".encode(), headers=told)


def seen(server: Server, name: str, body: bytes) -> Answer:
    """Bring a file, and ask for its results."""
    got = bring(server, name, body)
    if got.status != 303:
        return got
    return server.ask("GET", got.headers["location"].replace("/columns", f"/results?{_CASE}"))


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server that only notes who comes, and what it noted."""
    came: list[str] = []

    class _Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    serving = ThreadingHTTPServer(("127.0.0.1", 0), _Trap)
    Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}", came
    serving.shutdown()
    serving.server_close()


def test_a_bomb_does_no_harm(server: Server) -> None:
    """Each is answered in words, none is a fault of the server, and the next question is answered."""
    told = {name: seen(server, name, body) for name, body in {**bombs(), **far_sheets()}.items()}

    assert len(told) > 10
    for name, answer in told.items():
        assert answer.status in {200, 413, 422}, (name, answer.status)
        assert b"Traceback" not in answer.body, name
        assert b"haha" not in answer.body.replace(b" ", b""), name
        if name.startswith(("ratio", "entities", "deep", "far")):
            assert answer.status == 422, name
    assert server.get("/healthz").status == 200
    assert not [one for one in server.lines() if one["event"] == "failure"]


def test_a_bomb_does_no_harm_to_a_worker(desk: Office) -> None:
    """The job fails with the reason, and the worker goes on to the next."""
    files = {**bombs(), **far_sheets()}
    hostile = {name: body for name, body in files.items() if name.startswith(("ratio", "entities", "deep", "far"))}
    jobs = {name: desk.job("admin", body, name=name) for name, body in hostile.items()}
    good = desk.job("admin", name="good.csv")

    desk.work()

    for name, job in jobs.items():
        told = desk.get("admin", f"/v1/jobs/{job}")
        assert (told["state"], bool(told["trouble"])) == ("failed", True), (name, told)
        assert "/at-" not in told["trouble"], (name, told["trouble"])
    assert desk.get("admin", f"/v1/jobs/{good}")["state"] == "done"


def test_no_file_leads_out(server: Server, desk: Office, trap: tuple[str, list[str]]) -> None:
    """Entities, links between books, references of bills of materials, pictures and formulas are not followed."""
    address, came = trap
    files = leading_out(address)

    answers = {name: seen(server, name, body) for name, body in files.items()}
    for name, body in files.items():
        desk.job("admin", body, name=name)
    desk.work()

    assert came == []
    for name, answer in answers.items():
        assert answer.status in {200, 422}, (name, answer.status)
        assert b"root:" not in answer.body, name
    assert answers["bill.cdx.json"].status == answers["linked.xlsx"].status == 200


@pytest.mark.parametrize("column", ["Brand", "Model", "Description", "Manufacturer", "Serial", "Quantity", "Anything"])
def test_no_field_of_a_file_becomes_a_formula_or_markup(server: Server, column: str) -> None:
    """Whichever column it stands in: text on the page, text in a sheet, and text in what is exported."""
    out = io.StringIO()
    csv.writer(out).writerows([["Brand", column, _MARKUP], *(["Hikvision", one, _MARKUP] for one in _FORMULAS)])
    got = bring(server, "a.csv", out.getvalue().encode())
    at = got.headers["location"].removesuffix("/columns")

    page = server.ask("GET", f"{at}/results?{_CASE}")
    columns = server.ask("GET", f"{at}/columns")
    sheet = server.ask("GET", f"{at}/results.csv?{_CASE}").body.decode("utf-8-sig")
    book = zipfile.ZipFile(io.BytesIO(server.ask("GET", f"{at}/results.xlsx?{_CASE}").body))

    for one in (page, columns):
        assert (one.status, read_page(one.body).faults, b"<img" in one.body) == (200, [], False)
    cells = [cell for row in csv.reader(io.StringIO(sheet)) for cell in row]
    assert len(cells) > 20
    assert [one for one in cells if one.lstrip()[:1] in {"=", "+", "@", "＝"} or one[:1] in {"\t", "\r"}] == []
    parts = {name: book.read(name) for name in book.namelist()}
    assert any(b"HYPERLINK" in one for one in parts.values())
    assert not [name for name, one in parts.items() if b"<f>" in one or b"<hyperlink" in one or b"External" in one]


def test_no_field_of_a_job_becomes_a_formula(desk: Office) -> None:
    """In the results that are kept too, and whatever the file is called."""
    out = io.StringIO()
    csv.writer(out).writerows([["Brand", "Model", "Description"], *(["Hikvision", one, one] for one in _FORMULAS)])
    name = quote('../../=1+1;"\r\nSet-Cookie: a=b', safe="/=;+.")
    job = desk.job("admin", out.getvalue().encode(), name=f"{name}.csv", fields={**_fields(), "name": "=1+1"})
    desk.work()

    found = desk.ask("admin", "GET", f"/v1/jobs/{job}/result/csv")
    book = desk.ask("admin", "GET", f"/v1/jobs/{job}/result/xlsx")

    cells = [cell for row in csv.reader(io.StringIO(found.body.decode("utf-8-sig"))) for cell in row]
    assert [one for one in cells if one.lstrip()[:1] in {"=", "+", "@", "＝"} or one[:1] in {"\t", "\r"}] == []
    parts = zipfile.ZipFile(io.BytesIO(book.body))
    assert not [one for one in parts.namelist() if b"<f>" in parts.read(one) or b"<hyperlink" in parts.read(one)]
    assert "set-cookie" not in found.headers
    assert ".." not in found.headers["content-disposition"].replace("..csv", "")


def test_a_file_cannot_choose_where_it_lies(desk: Office, tmp_path: Path) -> None:
    """It is kept under the digest of its bytes, whatever it is called."""
    outside = tmp_path / "escaped.csv"
    before = {one for one in desk.files.rglob("*") if one.is_file()}

    desk.job("admin", b"Brand\nEscaping\n", name=f"../../../../..{outside}")
    after = {one for one in desk.files.rglob("*") if one.is_file()} - before

    assert not outside.exists()
    assert [len(one.name) for one in after] == [64]


def _fields() -> dict[str, str]:
    return {"as": "us/federal/executive-agency", "to": "procure", "on": "2024-01-01"}
