"""`barred list` and `show` of statements, figures, products and events."""

import json
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot


def rows(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> list[dict[str, Any]]:
    """Give the rows of a listing, those about the quay alone."""
    assert main(("list", *words, "--text", "quay", "--format", "json", "--snapshot", str(snapshot.path))) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def ids(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> list[str]:
    """Give the ids of a listing."""
    return [row["id"] for row in rows(capsys, snapshot, *words)]


def test_statements_are_listed_in_order(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """By date, with what they change and how many object."""
    first, second = rows(capsys, accounts, "statements", "speaker=dahua")

    assert (first["id"], first["changes"], first["objections"]) == ("quay-admission", ["quay-denial"], 0)
    assert (second["id"], second["objections"], second["objected_by"]) == ("quay-denial", 1, ["hikvision"])


@pytest.mark.parametrize("kind", ["figure", "figures"])
def test_a_figure_keeps_its_bound(capsys: pytest.CaptureFixture[str], accounts: Snapshot, kind: str) -> None:
    """At most 24 is not 24."""
    [row] = rows(capsys, accounts, kind, "about=dahua", "measure=devices")

    assert (row["bound"], row["value"], row["unit"]) == ("at-most", "24", "cameras")


def test_products_and_events_are_listed(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """By maker, by who took part, and by a place that takes the narrower one in."""
    assert ids(capsys, accounts, "product", "maker=dahua") == ["quay-camera"]
    assert ids(capsys, accounts, "event", "party=hikvision", "place=us") == ["quay-suit"]
    assert ids(capsys, accounts, "events", "roles=plaintiff:hikvision") == ["quay-suit"]
    assert ids(capsys, accounts, "events", "roles=defendant:hikvision") == []


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        ("statement", ("--on", "2021-01-31"), ["quay-admission"]),
        ("statement", ("--on", "2021-02-01"), ["quay-admission", "quay-denial"]),
        ("statement", ("--known", "2021-01-30"), []),
        ("event", ("--on", "2021-04"), ["quay-suit"]),
        ("event", ("--on", "2021-02"), []),
        ("event", ("--known", "2021-05"), []),
        ("event", ("--known", "2021-06"), ["quay-suit"]),
    ],
)
def test_day_and_knowledge(
    capsys: pytest.CaptureFixture[str], accounts: Snapshot, kind: str, words: tuple[str, ...], found: list[str]
) -> None:
    """What came, or became known, after the day is left out."""
    assert ids(capsys, accounts, kind, *words) == found


@pytest.mark.parametrize("key", ["quay-denial", "quay-cameras", "quay-camera", "quay-suit", "dahua"])
def test_show_cites_the_sources(capsys: pytest.CaptureFixture[str], accounts: Snapshot, key: str) -> None:
    """Whatever the kind, the evidence of a record is told with its source."""
    status = main(("show", key, "--format", "json", "--snapshot", str(accounts.path)))
    told = json.loads(capsys.readouterr().out)

    assert status == 0
    assert told["record"]["id"] == key
    assert told["citations"]
    assert all(one["title"] for one in told["citations"])


def test_columns_are_chosen(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """In the order asked for; one that is not there is an error that names the others."""
    words = ("list", "event", "--text", "quay", "--format", "csv", "--snapshot", str(accounts.path))

    assert main((*words, "--columns", "date, id")) == 0
    assert capsys.readouterr().out == "date,id\n2021-03,quay-suit\n"
    assert main((*words, "--columns", "colour")) == 2
    assert "led_to" in capsys.readouterr().err
