"""Web archives: every text a question, whatever its charset, and what is missing told."""

import gzip
from pathlib import Path

import pytest

from barred.errors import UsageProblem
from barred.readers.stretches import warc
from barred.readers.stretches.cut import Cutter
from tests.readers.all_rows import read_all
from tests.readers.archive import page, taken, write_warc

CHINESE = "杭州海康威视"
RECORDS = [
    page("http://a.example/1", b"<h1>Shop</h1><p>We sell <b>Example</b> &amp; more", "text/html; charset=utf-8"),
    page("http://a.example/2", f"<p>{CHINESE}</p>".encode("gb18030"), "text/html; charset=gb2312"),
    page("http://a.example/3", f'<meta charset="gbk"><p>{CHINESE}</p>'.encode("gbk"), "text/html"),
    page("http://a.example/4.png", b"\x89PNG", "image/png"),
    page("http://a.example/5", b"GET", "text/html", kind="request"),
    page("http://a.example/6", gzip.compress(b"<p>packed"), "text/html", extra="Content-Encoding: gzip\r\n"),
    taken("http://a.example/7", "plain\nwords"),
]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz", "archive.bin"])
@pytest.mark.parametrize("size", [1, 100])
def test_every_text_is_a_question(name: str, size: int, tmp_path: Path) -> None:
    """Address, date and number of the record; pictures and requests hold no text."""
    found = read_all(write_warc(tmp_path / name, RECORDS), size=size)

    assert [(row["row"], row["text"]) for row in found] == [
        (1, "Shop\n\nWe sell Example & more"),
        (2, CHINESE),
        (3, CHINESE),
        (6, "packed"),
        (7, "plain\nwords"),
    ]
    assert [row["uri"][-2:] for row in found] == ["/1", "/2", "/3", "/6", "/7"]
    assert {row["date"] for row in found} == {"2024-05-01T00:00:00Z"}
    assert {row["kind"] for row in found} == {"page"}
    assert {row["error"] for row in found} == {None}


@pytest.mark.parametrize(("name", "cut"), [("a.warc", 8), ("a.warc", 40), ("a.warc.gz", 9), ("a.warc.gz", 60)])
def test_a_file_that_breaks_off_says_so(name: str, cut: int, tmp_path: Path) -> None:
    """What came before is kept, and half a page is not taken for a page."""
    found = read_all(write_warc(tmp_path / name, RECORDS, cut=cut))

    assert [row["text"] for row in found[:4]] == ["Shop\n\nWe sell Example & more", CHINESE, CHINESE, "packed"]
    assert [row["text"] for row in found if row["error"]] == [None] * (len(found) - found.index(_first(found)))
    assert "break" in found[-1]["error"]


def _first(rows: list[dict[str, object]]) -> dict[str, object]:
    return next(row for row in rows if row["error"])


def test_damage_inside_costs_what_is_behind_it(tmp_path: Path) -> None:
    """The records before it are kept, the rest is one row with the reason."""
    path = write_warc(tmp_path / "a.warc.gz", RECORDS * 300)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 30] = bytes(30)
    path.write_bytes(data)

    found = read_all(path)

    assert 500 < len(found) < 1500
    assert "nothing can be read beyond record" in found[-1]["error"]


def test_a_huge_page_is_told_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded; the next page is read."""
    monkeypatch.setattr(warc, "_LONGEST_RECORD", 1_000)
    long = page("http://a.example/long", b"x" * 2_000, "text/html")

    found = read_all(write_warc(tmp_path / "a.warc.gz", [long, RECORDS[0]]))

    assert "a page of more than" in found[0]["error"]
    assert found[1]["error"] is None


def test_without_the_packages_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error comes before any work is done."""
    monkeypatch.setattr(warc, "find_spec", lambda _: None)

    with pytest.raises(UsageProblem, match="install warc"):
        Cutter(tmp_path).cut(write_warc(tmp_path / "a.warc", RECORDS), 0)
