"""`barred list`, `show` and `trace`: records on a day, by the knowledge of a day."""

import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot

POLICY = """id = "own-policy"
title = "We buy no cameras from anybody called Axis"
summary = "An invented policy."
actor = "onvif"
place = "zz"
action = "exclude-supplier"
strength = "policy"

[[stages]]
stage = "in-force"
date = "2025-01-01"
evidence = [
    "board",
]

[[scopes]]
binds = [
    "company",
]
conduct = [
    "procure",
]
evidence = [
    "board",
]

[[targets]]
organisation = "axis"
evidence = [
    "board",
]

[[evidence]]
key = "board"
source = "own-observation"
pinpoint = "minutes of the board"
"""


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run a command line; give its status and what it printed."""
    status = main((*words, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_restrictions_are_listed_at_their_stage(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """The same record is adopted on one day and in force on another; the notice of incompleteness is there."""
    words = ("list", "restrictions", "place=us", "target=hikvision", "--format", "json")

    _, before, notice = run(capsys, snapshot, *words, "--on", "2019-08-12")
    _, after, _ = run(capsys, snapshot, *words, "--on", "2019-08-13")

    stages = [{one["id"]: one["stage"] for one in json.loads(text)} for text in (before, after)]
    assert stages[0]["us-ndaa-2019-s889-a1a"] == "adopted"
    assert stages[1]["us-ndaa-2019-s889-a1a"] == "in-force"
    assert "unpublished ones exist" in notice


def test_who_said_no_is_one_command(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Refusals are records, and never in force."""
    _, out, _ = run(capsys, snapshot, "list", "restriction", "action=decline-to-act", "--format", "jsonl")

    rows = [json.loads(line) for line in out.splitlines()]

    assert {"eu-ec-2021-keep", "nz-government-2023-no-action"} <= {row["id"] for row in rows}
    assert {row["in_force"] for row in rows} == {"no"}


@pytest.mark.parametrize("kind", ["organisation", "source", "link", "term", "table", "organisations", "vocabulary"])
def test_every_kind_can_be_listed(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, kind: str) -> None:
    """In singular or plural, as rows with the same keys."""
    status, out, _ = run(capsys, snapshot, "list", kind, "--format", "json")

    rows = json.loads(out)

    assert status == 0
    assert len(rows) > 3
    assert len({tuple(row) for row in rows}) == 1


def test_a_broader_place_takes_narrower_ones_in(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """A measure of Vermont is one in the United States; a union takes its members in."""
    words = ("--format", "json")
    _, states, _ = run(capsys, snapshot, "list", "restriction", "place=us", *words)
    _, union, _ = run(capsys, snapshot, "list", "restriction", "place=eu", *words)

    assert {"us", "us-vt"} <= {row["place"] for row in json.loads(states)}
    assert {"eu", "nl-nb"} <= {row["place"] for row in json.loads(union)}


@pytest.mark.parametrize(
    ("filters", "held", "not_held"),
    [
        (("ever_in_force=no",), "it-dpcm-2025", "us-ndaa-2019-s889-a1a"),
        (("reversed=yes,act",), "gb-dhsc-2022-ban", "us-ndaa-2019-s889-a1a"),
        (("reversed=yes,act",), "gb-dhsc-2022-reversal", "eu-ec-2021-keep"),
        (("concerns=dahua", "in_force=yes", "actor_type=authority,council"), "kr-military-2024", "eu-ec-2021-keep"),
    ],
)
def test_questions_that_are_one_command(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, filters: tuple[str, ...], held: str, not_held: str
) -> None:
    """Announced and never in force; reversed; who restricts a maker, by name or by its class."""
    _, out, _ = run(capsys, snapshot, "list", "restriction", *filters, "--format", "jsonl")

    ids = {json.loads(line)["id"] for line in out.splitlines()}

    assert held in ids
    assert not_held not in ids


def test_filters_stand_anywhere(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Before the options and behind them; an option that is none is an error all the same."""
    before = run(capsys, snapshot, "list", "restriction", "place=us", "target=dahua", "--on", "2020", "--format", "csv")
    behind = run(capsys, snapshot, "list", "restriction", "place=us", "--on", "2020", "target=dahua", "--format", "csv")

    assert before == behind
    assert run(capsys, snapshot, "list", "restriction", "--colour", "target=dahua")[0] == 2
    assert run(capsys, snapshot, "show", "dahua", "--format", "json", "target=dahua")[0] == 2


def test_bad_filters_and_kinds_are_usage_errors(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """The error names what can be said instead."""
    kind = run(capsys, snapshot, "list", "ban")
    column = run(capsys, snapshot, "list", "restriction", "colour=us")
    word = run(capsys, snapshot, "list", "restriction", "us")

    assert (kind[0], column[0], word[0]) == (2, 2, 2)
    assert "restriction" in kind[2]
    assert "place" in column[2]
    assert "COLUMN=VALUE" in word[2]


def test_show_gives_the_record_its_standing_and_its_citations(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    """On the day asked about, by the knowledge of a day."""
    words = ("show", "us-fcc-2022-interim-freeze", "--on", "2022-11-15", "--format", "json")

    unknown = json.loads(run(capsys, snapshot, *words, "--known", "2022-11-15")[1])
    known = json.loads(run(capsys, snapshot, *words)[1])

    assert unknown["standing"]["in_force"] == "no"
    assert known["standing"]["in_force"] == "yes"
    assert known["record"]["id"] == "us-fcc-2022-interim-freeze"
    assert known["citations"][0]["source"]


def test_show_puts_figures_side_by_side_and_chains_statements(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    """Whichever of them is asked for, the same stand beside it; a record without any has none."""
    figures = ("xinjiang-contracts-both-2018", "hikvision-xinjiang-financed")
    said = ("dahua-2020-11-no-ethnicity-products", "dahua-2023-03-never-ethnic")

    told = {key: json.loads(run(capsys, snapshot, "show", key, "--format", "json")[1]) for key in (*figures, *said)}
    line = run(capsys, snapshot, "show", said[0])[1]

    assert told[figures[0]]["beside"] == told[figures[1]]["beside"]
    assert {"value", "bound", "unit", "stated_by", "source"} <= set(told[figures[0]]["beside"][0])
    assert told[said[0]]["beside"] == told[said[1]]["beside"]
    dates = [one["date"] for one in told[said[0]]["beside"]]
    assert dates == sorted(dates)
    assert len(dates) > 4
    assert any(one["against"] and one["change"] for one in told[said[0]]["beside"])
    assert "# beside: dahua-2021-02-not-in-xinjiang | 2021-02 | dahua | denial | " in line
    assert " > contradicts: " in line
    assert "beside" not in json.loads(run(capsys, snapshot, "show", "dahua", "--format", "json")[1])


def test_show_of_an_unknown_id_says_how_to_find_one(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Status 2 and a remedy."""
    status, out, err = run(capsys, snapshot, "show", "us-no-such-law")

    assert (status, out) == (2, "")
    assert "barred list" in err


def test_trace_draws_links_with_their_dates(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Owner before and after the sale, and who makes the goods."""
    out = run(capsys, snapshot, "trace", "Lorex")[1]

    assert "owned by" in out
    assert "[dahua]" in out
    assert "until 2023-02" in out
    assert "[skywatch]" in out


def test_trace_on_a_day_leaves_out_what_did_not_hold(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """The owner before the sale and the owner after it; by earlier knowledge no later link is drawn."""
    before = run(capsys, snapshot, "trace", "lorex", "--on", "2020")[1]
    after = run(capsys, snapshot, "trace", "lorex", "--on", "2024")[1]
    known = run(capsys, snapshot, "trace", "lorex", "--known", "2020")[1]
    data = json.loads(run(capsys, snapshot, "trace", "lorex", "--on", "2020", "--format", "json")[1])

    assert ("[skywatch]" in before, "owned by Zhejiang Dahua" in before) == (False, True)
    assert ("[skywatch]" in after, "owned by Zhejiang Dahua" in after) == (True, False)
    assert "[skywatch]" not in known
    assert [link["to"]["id"] for link in data["lorex"][0]["links"] if link["to"]] == ["dahua", "dahua"]


def test_trace_of_nobody_says_so(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Not recognised is not clear."""
    assert "never counted as clear" in run(capsys, snapshot, "trace", "nobody at all")[1]


def test_an_overlay_of_ones_own_is_judged_like_the_built_in_records(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An own policy is a file of the same kind, laid over the built-in directory."""
    folder = tmp_path / "policy" / "restrictions" / "zz"
    folder.mkdir(parents=True)
    (folder / "own-policy.toml").write_text(POLICY, "utf-8")
    words = ("lookup", "Axis", "--as", "company", "--to", "procure", "--on", "2026-01-01", "--format", "jsonl")

    status = main((*words, "--directory", "builtin", "--directory", str(tmp_path / "policy")))
    found = json.loads(capsys.readouterr().out)

    assert status == 1
    assert [one["id"] for one in found["restrictions"] if one["applies"] == "yes"] == ["own-policy"]
