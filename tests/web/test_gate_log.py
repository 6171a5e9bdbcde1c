"""What the gate decided is in the log of the ledger, and the gate never waits for it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import LedgerProblem
from barred.gate.admit import Admission
from barred.gate.device import Device
from barred.ledger.ledger import Deed, Ledger, open_ledger
from barred.ledger.log import read_log, verify_log
from barred.ledger.waivers import add_waiver, list_waivers
from barred.model.question import Context, Subject
from barred.model.verdict import Judgement, Verdict
from barred.model.waiver import Waiver
from barred.web.gate_log import ACTION, GateLog
from barred.web.meters import Meters
from tests.web.office import office
from tests.web.talk import until

_AT = "2026-03-02T08:00:00.000000Z"
_MOMENT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def admission(outcome: str = "clear", *, verdict: Verdict | None = None) -> Admission:
    """Give a decision of that morning."""
    return Admission("allow", outcome, outcome, _MOMENT, "2026-03-02", _MOMENT, verdict)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    """Give an empty ledger."""
    ledger = open_ledger(str(tmp_path / "ledger.sqlite"))
    yield ledger
    ledger.close()


def counted(meters: Meters) -> dict[str, float]:
    """Give the meters of the log."""
    names = ("kept", "dropped")
    return {one: meters.registry.get_sample_value("barred_gate_log_total", {"became": one}) or 0 for one in names}


def test_devices_that_come_again_are_one_line_with_a_count(kept: Ledger) -> None:
    """One entry for a batch, its lines in the order in which the devices first came."""
    meters = Meters()
    log = GateLog(meters)
    for brand in ("Axis", "Lorex", "Axis", "Axis"):
        log.note(Device(brand=brand), admission())

    written = log.write(kept, _AT)
    again = log.write(kept, _AT)

    entries = read_log(kept, actions=[ACTION])
    lines = json.loads(entries[0].payload)["decisions"]
    assert (written, again, len(entries), len(log)) == (4, 0, 1, 0)
    assert [(one["device"], one["count"]) for one in lines] == [({"brand": "Axis"}, 3), ({"brand": "Lorex"}, 1)]
    assert entries[0].actor == "gate"
    assert verify_log(kept).broken is None
    assert counted(meters) == {"kept": 4, "dropped": 0}


def test_what_has_no_room_is_left_out_and_counted(kept: Ledger) -> None:
    """The queue has an end; what is in it stays."""
    meters = Meters()
    log = GateLog(meters, most=3)
    for number in range(5):
        log.note(Device(model=f"M{number}"), admission())

    log.write(kept, _AT)

    [entry] = read_log(kept, actions=[ACTION])
    assert [one["device"]["model"] for one in json.loads(entry.payload)["decisions"]] == ["M0", "M1", "M2"]
    assert counted(meters) == {"kept": 3, "dropped": 2}


def test_what_cannot_be_written_waits(tmp_path: Path) -> None:
    """Nothing is lost while the ledger is away."""
    log = GateLog(Meters())
    log.note(Device(brand="Axis"), admission())
    away = open_ledger(str(tmp_path / "away.sqlite"))
    with away.write() as connection:
        connection.exec_driver_sql("ALTER TABLE log RENAME TO elsewhere")

    with pytest.raises(LedgerProblem):
        log.write(away, _AT)

    assert len(log) == 1
    with away.write() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO log")
    assert log.write(away, _AT) == 1


def test_a_waiver_that_opened_the_gate_was_used(kept: Ledger) -> None:
    """Its uses count, with the day."""
    waiver = Waiver("w1", "brand", "Quay", ("rule",), "a test", "an office", "2026-01-01", "2026-12-31")
    add_waiver(kept, waiver, deed=Deed("an office", _AT))
    judged = Judgement("rule", "A rule", "yes", "in-force", waived=True, why=(), citations=(), waivers=("w1",))
    log = GateLog(Meters())
    log.note(Device(brand="Quay"), admission("waived", verdict=verdict_with(judged)))

    log.write(kept, _AT)

    [one] = list_waivers(kept)
    assert (one.uses, one.used_last) == (1, "2026-03-02")


def test_a_server_writes_what_its_gate_decides(snapshot: Snapshot, tmp_path: Path) -> None:
    """Within seconds; and what is left when it is told to stop."""
    gate = ("--as", "us/federal/executive-agency", "--to", "use")
    with office(tmp_path, snapshot.path, *gate) as found:
        mac = {"Calling-Station-Id": {"type": "string", "value": ["44-19-B6-12-34-56"]}}
        found.ask("", "POST", "/radius/authorize", told=mac)
        path = f"/v1/log?action={ACTION}"
        until(lambda: found.get("admin", path)["entries"])
        [entry] = found.get("admin", path)["entries"]
        [line] = entry["payload"]["decisions"]
        meters = found.ask("", "GET", "/metrics").body.decode()
        found.ask("", "POST", "/radius/authorize", told=mac)
        status = found.server.stop()
        ledger = open_ledger(found.address)
        kept = sum(json.loads(one.payload)["decisions"][0]["count"] for one in read_log(ledger, actions=[ACTION]))
        ledger.close()

    assert line["device"] == {"mac": "44:19:b6:12:34:56"}
    assert line["decision"] in {"allow", "deny", "ask"}
    assert 'barred_gate_log_total{became="kept"} 1.0' in meters
    assert 'barred_gate_log_total{became="dropped"} 0.0' in meters
    assert (status, kept) == (0, 2)


def verdict_with(judged: Judgement) -> Verdict:
    """Give a verdict with one restriction."""
    case = Context(on="2026-03-02")
    return Verdict(Subject("Quay"), case, "waived", (), (), (judged,), (), (), "sha256:0", "no advice")
