"""The tools give what the command line gives, and nothing of their own."""

import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.mcp.asked import CheckTextAsked
from barred.screening.bulk.open_screener import open_screener
from barred.screening.bulk.screener import screen
from barred.screening.context import Said, understand
from barred.tables import ASKED
from tests.mcp.conftest import Talk

CASE = {"asker": "us/federal/executive-agency", "conduct": "procure", "on": "2021-03-01"}
WORDS = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2021-03-01")
ALL = {"most_rejected": 1_000}


@pytest.fixture
def said(snapshot: Snapshot, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Give what the command line says to the same question, as JSON."""

    def run(*words: str) -> object:
        main((*words, "--snapshot", str(snapshot.path), "--format", "json"))
        return json.loads(capsys.readouterr().out)

    return run


def test_lookup_is_what_the_command_line_says(talk: Talk, said: Callable[..., Any]) -> None:
    """Outcome, way, reasons and citations are the same, whatever the outcome."""
    texts = ["Lorex 4K camera", "Hikvision DS-2CD2143G2-I", "海康威视", "Axis P3245-V", "nobody at all"]

    told = talk.ask("lookup", {"texts": texts, **CASE, **ALL})["verdicts"]

    assert told == said("lookup", *texts, *WORDS)
    assert len({one["outcome"] for one in told}) > 2
    assert all(one["omitted"] == 0 for one in told)


def test_lookup_takes_the_whole_case(talk: Talk, said: Callable[..., Any]) -> None:
    """Place, site, purpose, circumstances and the day of knowledge reach the judge."""
    case = {"place": "gb", "site": "public-space", "purpose": "national-security", "known": "2022-11-23"}
    case |= {"asker": "org:tesco", "conduct": "use", "on": "2022-11-30"}
    words = ("--in", "gb", "--site", "public-space", "--for", "national-security", "--known", "2022-11-23")
    asker = ("--as", "org:tesco", "--to", "use", "--on", "2022-11-30")

    told = talk.ask("lookup", {"texts": ["Dahua"], "circumstances": ["authorization/existing"], **case, **ALL})

    assert told["verdicts"] == said("lookup", "Dahua", *words, *asker, "--given", "authorization/existing")


def test_what_does_not_apply_is_bounded_and_counted(talk: Talk) -> None:
    """Everything that applies or may is listed, of the rest so many as are wanted; `omitted` has the others."""
    [whole] = talk.ask("lookup", {"texts": ["Hikvision"], **CASE, **ALL})["verdicts"]
    [short] = talk.ask("lookup", {"texts": ["Hikvision"], **CASE, "most_rejected": 3})["verdicts"]

    telling = [one for one in whole["restrictions"] if one["applies"] != "no"]

    assert short["restrictions"][: len(telling)] == telling
    assert len(short["restrictions"]) == len(telling) + 3
    assert short["omitted"] == len(whole["restrictions"]) - len(telling) - 3 > 0
    assert short["citations"] == whole["citations"]


def test_trace_draws_what_the_command_line_draws(talk: Talk, said: Callable[..., Any]) -> None:
    """The same trees, for a name and for an id; who is not recognised has none, and that is said."""
    told = talk.ask("trace", {"texts": ["Lorex", "dahua", "nobody at all"]})["traces"]

    assert {one["text"]: one["trees"] for one in told} == said("trace", "Lorex", "dahua", "nobody at all")
    assert [one["is_recognised"] for one in told] == [True, True, False]


@pytest.mark.parametrize("on", ["2021-03-01", "2024-01-01"])
def test_trace_tells_which_links_hold_on_the_day(talk: Talk, on: str) -> None:
    """They are those that a verdict walks on that day."""
    [told] = talk.ask("trace", {"texts": ["Lorex"], "on": on})["traces"]
    [verdict] = talk.ask("lookup", {"texts": ["Lorex"], "on": on})["verdicts"]

    assert told["links"]
    assert told["links"] == verdict["links"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"id": "us-ndaa-2019-s889-a1a", "on": "2019-01-01"}, ("us-ndaa-2019-s889-a1a", "--on", "2019-01-01")),
        ({"id": "us-fcc-22-84", "on": "2022-12", "known": "2022-11"},
         ("us-fcc-22-84", "--on", "2022-12", "--known", "2022-11")),
        ({"id": "dahua"}, ("dahua",)),
        ({"id": "conduct"}, ("conduct",)),
    ],
    ids=lambda one: one["id"] if isinstance(one, dict) else "",
)  # fmt: skip
def test_show_is_what_the_command_line_shows(
    talk: Talk, said: Callable[..., Any], asked: dict[str, Any], words: tuple[str, ...]
) -> None:
    """A record whole, with its citations and, of a restriction, how it stands on the day."""
    assert talk.ask("show", asked)["records"] == [said("show", *words)]


def test_timeline_is_what_the_command_line_tells(talk: Talk, said: Callable[..., Any]) -> None:
    """The same rows in the same order, in parts that together are the whole."""
    asked = {"filters": {"concerns": "dahua", "place": "europe"}, "since": "2020", "on": "2023-03", "known": "2024"}
    whole = said("timeline", "concerns=dahua", "place=europe", "--from", "2020", "--to", "2023-03", "--known", "2024")

    told = talk.ask("timeline", {**asked, "limit": 200})
    parts = [talk.ask("timeline", {**asked, "limit": 4, "offset": at}) for at in range(0, len(whole), 4)]

    assert told["rows"] == whole
    assert len(parts) > 1
    assert [row for part in parts for row in part["rows"]] == whole
    assert all(one["offset"] + len(one["rows"]) + one["left_out"] == one["total"] == len(whole) for one in parts)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "restrictions", "filters": {"concerns": "dahua", "in_force": "yes"}, "on": "2021"},
         ("restriction", "concerns=dahua", "in_force=yes", "--on", "2021")),
        ({"kind": "term", "filters": {"vocabulary": "conduct"}}, ("term", "vocabulary=conduct")),
        ({"kind": "statement", "filters": {"text": "ethnic"}, "on": "2021", "known": "2022"},
         ("statement", "--text", "ethnic", "--on", "2021", "--known", "2022")),
    ],
    ids=lambda one: one["kind"] if isinstance(one, dict) else "",
)  # fmt: skip
def test_list_is_what_the_command_line_lists(
    talk: Talk, said: Callable[..., Any], asked: dict[str, Any], words: tuple[str, ...]
) -> None:
    """The same rows at the same day and knowledge."""
    told = talk.ask("list", {**asked, "limit": 200})

    assert told["rows"] == said("list", *words)[:200]
    assert told["rows"]
    assert told["total"] == len(told["rows"]) + told["left_out"]


def test_a_text_is_answered_as_a_page_is(talk: Talk, snapshot: Snapshot) -> None:
    """Bulk screening gives the same outcome, restrictions, questions and mentions for the same page."""
    text = "Offer\r\nWe sell Hikvision DS-2CD2143G2-I.\nAnd Axis P3245-V; Lorex too.\nBest regards"
    context = understand(Said(on=CASE["on"], asker=CASE["asker"], conduct=CASE["conduct"]), book=snapshot)
    page = pa.RecordBatch.from_pylist([{"kind": "page", "text": text}], schema=ASKED)
    [row] = screen(page, open_screener(str(snapshot.path), context)).to_pylist()

    told = talk.ask("check_text", {"text": text, **CASE, **ALL})
    mentions = [{"organisation": one["organisation"], **where} for one in told["parties"] for where in one["mentions"]]

    verdict = told["verdict"]
    assert verdict["outcome"] == row["outcome"] == "barred"
    for name, applies in (("yes", "applies"), ("open", "open")):
        assert [one["id"] for one in verdict["restrictions"] if one["applies"] == name] == row[applies]
    assert [one["text"] for one in verdict["questions"]] == row["questions"]
    assert sorted(mentions, key=lambda one: (one["start"], one["end"], one["organisation"])) == row["mentions"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in mentions)
    assert len(told["parties"]) > 2


def test_each_party_of_a_text_is_answered_alone(talk: Talk) -> None:
    """What holds for one says nothing of another beside it."""
    told = talk.ask("check_text", {"text": "Hikvision cameras\nAxis P3245-V cameras", **CASE})

    outcomes = {one["organisation"]: one["outcome"] for one in told["parties"]}
    [axis] = talk.ask("lookup", {"texts": ["Axis P3245-V cameras"], **CASE})["verdicts"]
    assert outcomes["hikvision"] == "barred"
    assert outcomes["axis"] == axis["outcome"] != "barred"


def test_a_text_that_names_nobody_is_unidentified(talk: Talk) -> None:
    """It is never clear."""
    told = talk.ask("check_text", {"text": "Nothing to see here.", **CASE})

    assert (told["verdict"]["outcome"], told["parties"]) == ("unidentified", [])


def test_a_large_text_is_answered_in_bounds(talk: Talk) -> None:
    """As much as may be asked at once gives an answer that can be read, and what it leaves out is told."""
    line = "We sell Hikvision cameras and more. "
    most = next(one.max_length for one in CheckTextAsked.model_fields["text"].metadata if hasattr(one, "max_length"))
    for text in (line * (most // len(line)), f"{line.strip()}\n" * (most // len(line)), "x" * most):
        told = talk.call("check_text", {"text": text, **CASE})

        assert len(told.content[0].model_dump_json()) < most // 2
        assert told.structured_content["signs"] == len(text)
        assert len(told.structured_content["verdict"]["subject"]["text"]) <= 201
        for party in told.structured_content["parties"]:
            assert len(party["mentions"]) + party["mentions_left_out"] >= text.count("Hikvision")
            assert party["mentions_left_out"] > 0
            assert all(text[one["start"] : one["end"]] == one["text"] for one in party["mentions"])


def test_every_answer_says_what_it_is(talk: Talk, snapshot: Snapshot) -> None:
    """Snapshot, day of the last check and notice stand with each, and the text form is the same data."""
    asked: dict[str, dict[str, Any]] = {
        "lookup": {"texts": ["Dahua"]}, "check_text": {"text": "Dahua"}, "trace": {"texts": ["Dahua"]},
        "show": {"id": "dahua"}, "timeline": {}, "list": {"kind": "table"},
    }  # fmt: skip
    tools = talk.portal.call(talk.client.list_tools).tools

    assert {one.name for one in tools} == set(asked)
    for name, arguments in asked.items():
        result = talk.call(name, arguments)
        told = result.structured_content
        assert (told["snapshot"], told["checked"]) == (snapshot.digest, snapshot.checked)
        assert "not legal advice" in told["notice"]
        assert json.loads(result.content[0].text) == told  # type: ignore[union-attr]
