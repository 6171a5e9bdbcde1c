"""`/v1/timeline` and `/v1/count`, asked of a running server."""

import json

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.publishing.count import DIMENSIONS, count
from barred.publishing.timeline import Period, timeline
from barred.web.routes.times import TIMELINE
from tests.web.talk import Server


def test_the_timeline_is_that_of_the_command_line(server: Server, snapshot: Snapshot) -> None:
    """Filters, period and knowledge mean the same."""
    asked = {"concerns": "dahua", "place": "europe"}
    wanted = list(timeline(asked, Period("2022", "2024"), known="2024-06-01", book=snapshot))

    found = server.get("/v1/timeline", **asked, **{"from": "2022", "to": "2024"}, known="2024-06-01", limit=1000).told

    assert found["rows"] == json.loads(json.dumps(wanted))
    assert len(wanted) > 3
    assert tuple(wanted[0]) == TIMELINE


def test_the_day_asked_about_ends_the_timeline(server: Server) -> None:
    """`on` is the last day when `to` is left out."""
    rows = server.get("/v1/timeline", on="2019-12-31", limit=1000).told["rows"]

    assert rows
    assert max(row["date"] for row in rows) <= "2019-12-31"


def test_counts_are_those_of_the_command_line(server: Server, snapshot: Snapshot) -> None:
    """By every dimension, with what is no measure apart."""
    for by in DIMENSIONS:
        found = server.get("/v1/count", by=by, on="2024-01-01", concerns="hikvision").told

        made = count(by, {"concerns": "hikvision"}, context=Context(on="2024-01-01"), book=snapshot)
        assert found["tallies"] == [{**one._asdict(), "records": [*one.records]} for one in made.tallies]
        assert found["total"] == {**made.total._asdict(), "records": [*made.total.records]}
        assert found["not_counted"] == dict(made.apart)
    assert server.get("/v1/count", by="colour").status == 422
