"""`barred lists`: import, update from a mirror or a server of our own, show."""

import csv
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from barred.cli.main import main
from barred.directory.compile import compile_snapshot
from barred.directory.read import read_directories

HEADER = (
    "schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,notes,source_url\n"
)
ROWS = "Company,Quay Optics Ltd,QO,,Act,,,2020,,,China,,\nPerson,Ann Roe,,,Act,,,2020,,,China,,\n"
ORGANISATION = """
id = "quay"
title = "Quay Optics Ltd"
types = ["company"]
[[names]]
text = "Quay Optics Ltd"
type = "legal"
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder with dates of change, and notes its answers instead of printing them."""

    answers: ClassVar[list[int]] = []
    extensions_map = {"": "text/html", ".csv": "text/csv"}  # noqa: RUF012 - as the library declares it

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002 - as called
        """Note the status."""
        self.answers.append(int(code))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A snapshot with one organisation."""
    folder = tmp_path / "book" / "organisations" / "zz"
    folder.mkdir(parents=True)
    (folder / "quay.toml").write_text(ORGANISATION, "utf-8")
    return compile_snapshot(read_directories([tmp_path / "book"]), tmp_path / "snapshot")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A folder with an edition of a list."""
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "s889.csv").write_text(HEADER + ROWS, "utf-8")
    return folder


@pytest.fixture
def server(listed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The folder served on the loopback."""
    monkeypatch.setenv("no_proxy", "*")
    Quiet.answers.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(listed))) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()
        thread.join()


def addresses(folder: Path, *rows: str) -> Path:
    """Write a table of addresses."""
    path = folder / "addresses.csv"
    path.write_text("list,file,address,form\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_an_import_is_told_and_found(
    tmp_path: Path, book: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was counted, what was left out, and the entry by a name written otherwise."""
    overlay = tmp_path / "overlay"
    words = ["lists", "import", "us-s889", str(listed / "s889.csv"), "--into", str(overlay), "--snapshot", str(book)]

    assert main(words) == 0
    told = capsys.readouterr().out
    assert main(["lists", "show", "QUAY-optics, ltd.", "--overlay", str(overlay), "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)

    assert "us-s889: 2 entries: organisation 1, person 1" in told
    assert "1 are in the directory" in told
    assert "not recorded" in told
    assert (row["organisation"], row["names"], row["since"]) == ("quay", ["QO"], "2020")


def test_lists_are_shown_with_their_age(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an overlay too: that is how a user learns what can be imported."""
    assert main(["lists", "show", "--format", "json"]) == 0

    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 23
    assert {row["days_ago"] for row in rows} == {None}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["import", "xx", "FILE", "--into", "x"], "no list is called 'xx'"),
        (["import", "us-s889", "absent.csv", "--into", "x"], "absent.csv: cannot be read"),
        (["show", "Quay"], "in which overlay?"),
        (["show", "Quay", "--overlay", "absent"], "no such folder"),
        (["update", "xx", "--into", "x"], "no list is called 'xx'"),
    ],
)
def test_wrong_usage_is_told(
    words: list[str], told: str, *, book: Path, listed: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """With exit status 2, and nothing is made."""
    monkeypatch.chdir(tmp_path)
    words = [str(listed / "s889.csv") if word == "FILE" else word for word in words]
    words += [] if words[0] == "show" else ["--snapshot", str(book)]

    assert main(["lists", *words]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_an_update_asks_again_only_for_what_changed(
    tmp_path: Path, book: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second time the publisher says 304, and the overlay stays byte for byte."""
    overlay = tmp_path / "overlay"
    table = addresses(tmp_path, f"us-s889,s889.csv,{server}/s889.csv,csv")
    words = ["lists", "update", "--into", str(overlay), "--from", str(table), "--snapshot", str(book)]

    assert main(words) == 0
    before = {path: path.read_bytes() for path in overlay.rglob("*") if path.is_file()}
    assert main(words) == 0

    assert Quiet.answers == [200, 304]
    assert {path: path.read_bytes() for path in overlay.rglob("*") if path.is_file()} == before
    assert "The same bytes as at the last import." in capsys.readouterr().out


def test_kept_bytes_that_changed_are_fetched_again(tmp_path: Path, book: Path, server: str) -> None:
    """A mark of the publisher is worth nothing without the bytes it stands for."""
    overlay = tmp_path / "overlay"
    table = addresses(tmp_path, f"us-s889,s889.csv,{server}/s889.csv,csv")
    words = ["lists", "update", "--into", str(overlay), "--from", str(table), "--snapshot", str(book)]
    main(words)
    [kept] = [path for path in (overlay / ".lists").iterdir() if path.suffix != ".json"]
    kept.write_bytes(b"x")

    assert main(words) == 0
    assert Quiet.answers == [200, 200]
    assert kept.read_bytes().startswith(b"schema,")


def test_trouble_with_one_list_leaves_the_others(
    tmp_path: Path, book: Path, listed: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A renamed column, a missing file and an unknown address are told; exit status 3."""
    (listed / "s154.csv").write_text(HEADER.replace("country", "nation") + ROWS, "utf-8")
    rows = (f"us-s154,s154.csv,{server}/s154.csv,csv", f"us-s5949,a.csv,{server}/absent.csv,csv",
            f"us-s889,s889.csv,{server}/s889.csv,csv", "us-s353,s353.csv,,csv")  # fmt: skip
    words = ["--into", str(tmp_path / "o"), "--from", str(addresses(tmp_path, *rows)), "--snapshot", str(book)]

    assert main(["lists", "update", *words]) == 3

    printed = capsys.readouterr()
    assert "us-s154: not updated: s154.csv: list us-s154: column 'country' is missing" in printed.err
    assert "answered 404" in printed.err
    assert "No address is known, import by hand: us-s353" in printed.err
    assert "us-s889: 2 entries" in printed.out


def test_a_mirror_needs_no_network(
    tmp_path: Path, book: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of the names in the table are taken from a folder; a missing one is told."""
    table = listed.parent / "book" / "tables"
    table.mkdir()
    (table / "list_addresses.csv").write_text("list,file,address,form,note,source\nus-s889,s889.csv,,csv,,x\n", "utf-8")
    book = compile_snapshot(read_directories([listed.parent / "book"]), tmp_path / "snapshot")
    words = ["lists", "update", "us-s889", "--into", str(tmp_path / "o"), "--snapshot", str(book), "--mirror"]

    assert main([*words, str(listed)]) == 0
    assert "1 are in the directory" in capsys.readouterr().out
    assert main([*words, str(tmp_path)]) == 3
    assert "No such file" in capsys.readouterr().err


@pytest.fixture
def linking(tmp_path: Path, book: Path, listed: Path) -> Callable[..., int]:
    """Import the list, in which nobody is found by name, and give a way to link its entry."""
    text = (listed / "s889.csv").read_text("utf-8").replace("Quay Optics Ltd,QO", "Kwai Optical,KO")
    (listed / "s889.csv").write_text(text, "utf-8")
    into = tmp_path / "overlay"

    def link(*more: str) -> int:
        return main(["lists", "link", *more, "--into", str(into), "--snapshot", str(book)])

    main(["lists", "import", "us-s889", str(listed / "s889.csv"), "--into", str(into), "--snapshot", str(book)])
    return link


def rows(overlay: Path, table: str) -> list[dict[str, str]]:
    """Give the rows of a table of an overlay."""
    with (overlay / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_link_by_hand_holds_at_once_and_at_the_next_import(
    linking: Callable[..., int], tmp_path: Path, book: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The listing tells that it was decided by hand, and an import does not go back on it."""
    overlay = tmp_path / "overlay"
    (entry,) = [row["entry"] for row in rows(overlay, "listings")]
    assert [row["match"] for row in rows(overlay, "listings")] == [""]

    status = linking(entry, "quay", "--because", "the address in the  annual report")
    told = capsys.readouterr().out
    at_once = rows(overlay, "listings")
    changed = (listed / "s889.csv").read_text("utf-8") + "Company,Pier Ltd,,,Act,,,2020,,,China,,\n"
    (listed / "s889.csv").write_text(changed, "utf-8")
    main(["lists", "import", "us-s889", str(listed / "s889.csv"), "--into", str(overlay), "--snapshot", str(book)])

    assert status == 0
    assert f"us-s889/{entry} Kwai Optical is quay Quay Optics Ltd" in told
    assert [(row["organisation"], row["match"]) for row in at_once] == [("quay", "by hand")]
    later = {row["title"]: (row["organisation"], row["match"]) for row in rows(overlay, "listings")}
    assert later == {"Kwai Optical": ("quay", "by hand"), "Pier Ltd": ("", "")}
    (decision,) = rows(overlay, "same_organisations")
    assert decision["reason"] == "the address in the annual report"
    assert (decision["decision"], decision["source"]) == ("same", "list-us-s889")


def test_what_is_decided_to_be_different_is_not_found_by_name(tmp_path: Path, book: Path, listed: Path) -> None:
    """A namesake stays apart at every further import."""
    overlay = tmp_path / "overlay"
    asked = ["lists", "import", "us-s889", str(listed / "s889.csv"), "--into", str(overlay), "--snapshot", str(book)]
    main(asked)
    (first,) = rows(overlay, "listings")

    linked = ["lists", "link", f"us-s889/{first['entry']}", "quay", "--not", "--because", "another register number"]
    main([*linked, "--into", str(overlay), "--snapshot", str(book)])
    at_once = rows(overlay, "listings")
    main(asked)

    assert (first["organisation"], first["match"]) == ("quay", "name")
    assert [(row["organisation"], row["match"]) for row in at_once] == [("", "")]
    assert rows(overlay, "listings") == at_once


def test_a_decision_is_taken_back_before_another(
    linking: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same decision again changes nothing; the other way round replaces it and undoes the link."""
    overlay = tmp_path / "overlay"
    (entry,) = [row["entry"] for row in rows(overlay, "listings")]
    linking(entry, "quay", "--because", "seen")
    before = (overlay / "tables" / "same_organisations.csv").read_bytes()

    assert linking(entry, "quay", "--because", "seen") == 0
    assert "as decided before" in capsys.readouterr().out
    assert (overlay / "tables" / "same_organisations.csv").read_bytes() == before
    assert linking(entry, "quay", "--not", "--because", "seen again") == 0
    assert [(row["organisation"], row["match"]) for row in rows(overlay, "listings")] == [("", "")]
    assert [row["decision"] for row in rows(overlay, "same_organisations")] == ["different"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("nothing", "quay", "--because", "seen"), "no entry 'nothing'"),
        (("{}", "nobody", "--because", "seen"), "nobody"),
        (("{}", "quay", "--because", "  "), "no reason is given"),
    ],
)
def test_a_link_that_cannot_be_made_is_told(
    asked: tuple[str, ...], told: str, linking: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, and no table is made."""
    overlay = tmp_path / "overlay"
    (entry,) = [row["entry"] for row in rows(overlay, "listings")]

    status = linking(*(one.format(entry) for one in asked))

    assert status == 2
    assert told in capsys.readouterr().err
    assert not (overlay / "tables" / "same_organisations.csv").exists()
