"""`barred decide`: one device, one word, and an exit status for scripts."""

import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from tests.web.quay import quay_snapshot

AGENCY = ("--as", "us/federal/executive-agency", "--to", "procure")


@pytest.fixture
def here(snapshot: Snapshot) -> tuple[str, str]:
    """Give the options that choose the shared snapshot."""
    return "--snapshot", str(snapshot.path)


@pytest.mark.parametrize(
    ("words", "status", "printed"),
    [
        (("--brand", "Axis"), 0, "allow: clear: "),
        (("--brand", "Dahua", "--model", "DH-IPC-HFW2431S"), 1, "deny: barred: "),
        (("--maker", "Hangzhou Hikvision Digital Technology Co., Ltd."), 1, "deny: barred: "),
        (("--brand", "Nobody At All"), 3, "ask: unidentified: "),
        (("--brand", "Nobody At All", "--gate", "unidentified=deny"), 1, "deny: unidentified: "),
        (("--brand", "Nobody At All", "--gate", "unidentified=allow"), 0, "allow: unidentified: "),
        (("--mac", "02-1a-3f-12-34-56"), 3, "ask: unidentified: "),
    ],
)
def test_the_exit_status_is_the_decision(
    words: tuple[str, ...], status: int, printed: str, here: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """0 allow, 1 deny, 3 ask a person; one line says why."""
    assert main(("decide", *words, *AGENCY, *here)) == status

    out = capsys.readouterr().out
    assert out.startswith(printed)
    assert out.count("\n") == 1


def test_json_tells_what_the_decision_rests_on(here: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Restrictions, candidates, snapshot, notice, and until when it holds."""
    main(("decide", "--brand", "Dahua", "--at", "2024-03-01T23:30:00Z", *AGENCY, *here, "--format", "json"))

    told = json.loads(capsys.readouterr().out)

    assert (told["decision"], told["on"], told["valid_until"]) == ("deny", "2024-03-01", "2024-03-02T00:00:00+00:00")
    assert "us-ndaa-2019-s889-a1a" in told["restrictions"]
    assert told["candidates"][0]["organisation"] == "dahua"
    assert "not legal advice" in told["notice"]


def test_a_rule_begins_with_the_first_second_of_its_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the zone that is set; to connect is what is asked unless something else is said."""
    case = ("--brand", "Axis", "--as", "us/federal/executive-agency", "--snapshot", str(quay_snapshot(tmp_path)))
    moments = [
        ("2026-02-28T23:59:59Z", "UTC"),
        ("2026-03-01T00:00:00Z", "UTC"),
        ("2026-03-01T04:59:59Z", "America/New_York"),
        ("2026-03-01T05:00:00Z", "America/New_York"),
    ]

    statuses = [main(("decide", *case, "--at", moment, "--zone", zone)) for moment, zone in moments]

    assert statuses == [0, 1, 0, 1]
    assert "[quay-connect]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "nothing is known of the device"),
        (("--mac", "zz"), "not a MAC address"),
        (("--brand", "Axis", "--at", "noon"), "not a moment"),
        (("--brand", "Axis", "--on", "2024-01-01"), "use --at"),
        (("--brand", "Axis", "--gate", "barred=no"), "sets nothing"),
        (("--brand", "Axis", "--zone", "Atlantis"), "no time zone"),
    ],
)
def test_wrong_usage_is_told(
    words: tuple[str, ...], told: str, here: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2; never a decision."""
    assert main(("decide", *words, *here)) == 2

    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(("setting", "status"), [("allow", 0), ("deny", 1), ("ask", 4)])
def test_a_missing_snapshot_is_a_failure_that_the_operator_decides(
    setting: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the option or by the environment; undecided it is the exit status of every command."""
    missing = ("--snapshot", str(tmp_path / "none"))

    assert main(("decide", "--brand", "Axis", "--gate", f"failure={setting}", *missing)) == status
    monkeypatch.setenv("BARRED_GATE", f"depends=deny, failure={setting}")
    assert main(("decide", "--brand", "Axis", *missing)) == status
    assert ("no verdict" in capsys.readouterr().out) == (setting != "ask")
