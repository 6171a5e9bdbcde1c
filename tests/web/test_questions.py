"""`/v1/lookup`, `/v1/check`, `/v1/trace`, asked of a running server."""

import json
from collections import Counter
from pathlib import Path

import jsonschema_rs
import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.publishing.verdicts.verdict_data import as_data, verdict_schema
from barred.screening.answer import answer
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex
from tests.verdicts.test_cases import CASES, hold, read
from tests.web.reading import read_verdict
from tests.web.talk import AGENCY, Server


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_http_gives_the_verdict(path: Path, server: Server) -> None:
    """Every verdict case passes through the server as it does through Python and the command line."""
    ask, want = read(path)

    found = server.get("/v1/lookup", **ask, rejected=1000)

    assert found.status == 200, found.told
    hold(found.told["verdict"], want)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_page_gives_the_verdict(path: Path, server: Server) -> None:
    """Every verdict case stands on its page: read out of the HTML, it is the verdict of the JSON beside it."""
    ask, want = read(path)
    asked = {**{name: value for name, value in ask.items() if name != "text"}, "q": ask["text"]}

    page = server.get("/ask", **asked)
    told = server.get("/ask.json", **asked).told["verdict"]

    shown = read_verdict(page.body)
    assert page.status == 200
    hold(shown, want)
    assert shown["outcome"] == told["outcome"]
    assert shown["questions"] == [{"part": one["part"]} for one in told["questions"]]
    assert shown["candidates"] == [
        {name: one[name] for name in ("organisation", "maker")} for one in told["candidates"]
    ]
    by_id = {
        one["id"]: (one["applies"], sorted(cited["source"] for cited in one["citations"]))
        for one in told["restrictions"]
    }
    assert len(by_id) == len(shown["restrictions"])
    for one in shown["restrictions"]:
        assert by_id[one["id"]] == (one["applies"], sorted(cited["source"] for cited in one["citations"]))


def test_the_verdict_is_that_of_python_field_by_field(server: Server, snapshot: Snapshot) -> None:
    """The server adds nothing to a verdict and leaves nothing out but the restrictions that do not apply."""
    said = Said(on=AGENCY["on"], asker=AGENCY["as"], conduct=AGENCY["to"])
    texts = ("Hikvision DS-2CD2143G2-I", "LTS", "海康威视", "nobody at all", "=HYPERLINK(1)", "Axis")

    for text in texts:
        found = server.get("/v1/lookup", text=text, **AGENCY).told["verdict"]

        made = answer(Subject(text), understand(said, book=snapshot), book=snapshot, index=SnapshotIndex(snapshot))
        assert found == json.loads(json.dumps(as_data(made, most_rejected=10)))
        jsonschema_rs.validate(json.loads(verdict_schema()), found)


def test_what_columns_say_counts_as_in_a_file(server: Server) -> None:
    """A brand in its own field is a brand, and the words of the fields make the text."""
    found = server.get("/v1/lookup", brand="Lorex", model="LNB8005", **AGENCY).told["verdict"]

    assert found["subject"]["text"] == "Lorex LNB8005"
    assert found["subject"]["fields"] == {"brand": "Lorex", "model": "LNB8005"}
    assert found["candidates"][0]["organisation"] == "lorex"


def test_every_row_of_a_check_has_its_verdict_and_each_is_told_once(server: Server) -> None:
    """Rows that say the same share a verdict; each outcome is that of a look-up alone."""
    rows = [{"text": "Hikvision"}, {"text": "Axis"}, {"text": "Hikvision"}, {"brand": "Lorex"}, {"text": "zzz qqq"}]

    found = server.post("/v1/check", {"case": AGENCY, "rows": rows}).told

    assert [one["row"] for one in found["rows"]] == [1, 2, 3, 4, 5]
    assert [one["verdict"] for one in found["rows"]] == [0, 1, 0, 2, 3]
    for row, told in zip(rows, found["rows"], strict=True):
        alone = server.get("/v1/lookup", **row, **AGENCY).told["verdict"]
        assert told["outcome"] == alone["outcome"]
        assert found["verdicts"][told["verdict"]]["candidates"] == alone["candidates"]
    assert found["outcomes"] == Counter(one["outcome"] for one in found["rows"])


def test_a_thousand_rows_are_answered_and_one_more_is_not(server: Server) -> None:
    """The limit is told, and what to do instead."""
    rows = [{"text": f"line {number}"} for number in range(1001)]

    whole = server.post("/v1/check", {"rows": rows[:1000]})
    more = server.post("/v1/check", {"rows": rows})

    assert len(whole.told["rows"]) == 1000
    assert more.status == 422
    assert "1001 rows" in more.told["detail"]
    assert "barred check" in more.told["remedy"]


def test_a_name_leads_to_its_makers(server: Server) -> None:
    """The tree of a brand holds the maker of its goods."""
    found = server.get("/v1/trace", text="Lorex").told

    assert found["trees"][0]["id"] == "lorex"
    assert "dahua" in json.dumps(found["trees"])
    assert server.get("/v1/trace", text="zzz qqq").told["trees"] == []


def test_a_trace_is_of_a_day_and_of_what_was_known(server: Server) -> None:
    """As on the command line: without a day every link there was, and the answer says of which day it is."""

    def links(**clocks: str) -> tuple[str | None, set[tuple[str, str | None]]]:
        told = server.get("/v1/trace", text="Lorex", **clocks).told
        return told["on"], {(link["type"], link["until"]) for tree in told["trees"] for link in tree["links"]}

    assert links()[0] is None
    assert links(on="2015-01-01") == ("2015-01-01", set())
    assert {until for _, until in links(on="2020-01-01")[1]} == {"2023-02"}
    assert {until for _, until in links(on="2025-01-01")[1]} == {None}
    assert links(on="2020-01-01", known="2010-01-01")[1] == set()
    assert len(links()[1]) == len(links(on="2020-01-01")[1] | links(on="2025-01-01")[1])
