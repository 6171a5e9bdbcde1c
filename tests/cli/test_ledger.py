"""The commands on the ledger, from the first save to the proof of the log, as a user types them."""

import json
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.format import format_record
from barred.directory.snapshot import Snapshot
from barred.ledger.schema import NEWEST
from barred.wiring import build_snapshot, builtin_directory

AGENCY = ("--as", "us/federal/executive-agency", "--to", "procure")
QUAYVISION = """
id = "quayvision"
title = "Quayvision"
types = ["brand"]
country = "us"
[[names]]
text = "Quayvision"
type = "brand"
evidence = ["seen"]
[[links]]
type = "made-by"
to = "dahua"
evidence = ["seen"]
[[evidence]]
key = "seen"
source = "own-observation"
pinpoint = "shop window"
"""
RULE = "us-ndaa-2019-s889-a1a"


class Shell:
    """Runs commands against one ledger and one snapshot."""

    def __init__(self, ledger: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]) -> None:
        self.ledger = ledger
        self.snapshot = str(snapshot.path)
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run a command; give its status and what it printed."""
        status = main((*words, "--ledger", str(self.ledger)))
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def ask(self, *words: str) -> tuple[int, str, str]:
        """Run a command that opens a snapshot."""
        return self.run(*words, "--snapshot", self.snapshot)

    def told(self, *words: str) -> Any:  # noqa: ANN401 - whatever the command tells
        """Give what a command that opens a snapshot prints as JSON."""
        return json.loads(self.ask(*words, "--format", "json")[1])


@pytest.fixture
def shell(tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Give a shell with an empty ledger."""
    return Shell(tmp_path / "ledger.sqlite", snapshot, capsys)


def grant(shell: Shell, *words: str, covers: str = "model=DS-2CD2143G2-I") -> tuple[int, str, str]:
    """Put a waiver on record for the year 2021."""
    return shell.ask("waiver", "add", covers, "--restriction", RULE, "--reason", "spares", "--approved-by", "the head",
                     "--granted", "2021-01-01", "--expires", "2022-01-01", *words)  # fmt: skip


def test_a_day_that_comes_changes_what_was_saved(shell: Shell) -> None:
    """Saved before the law was in force and asked again after: told once, and then no more."""
    saved = shell.ask("lookup", "Lorex 4K camera", "Schrauben M4", *AGENCY, "--on", "2019-01-01", "--save", "watch")
    first = shell.ask("recheck", "--on", "2021-03-01", "--format", "json")
    second = shell.ask("recheck", "--on", "2021-03-01")

    found = json.loads(first[1])
    assert (saved[0], first[0], second[0]) == (0, 1, 0)
    assert [(one["text"], one["before"], one["after"]) for one in found["rows"]] == [
        ("Lorex 4K camera", "noted", "barred")
    ]
    assert (found["asked"], found["unasked"]) == (1, 1)
    assert f"restriction {RULE}: does not apply (adopted) → applies (in-force)" in found["rows"][0]["difference"]
    assert second[1] == "nothing changed\n"
    assert "2 saved: 0 asked again, 2 not; 0 changed" in second[2]


def test_a_changed_directory_asks_only_those_it_touches(shell: Shell, tmp_path: Path) -> None:
    """An overlay records a new brand: its line is found again, and nobody else is asked."""
    quote = tmp_path / "quote.csv"
    quote.write_text("Brand,Model\nQuayvision,QC-1\nAxis,P3245-V\nHikvision,DS-2CD2143G2-I\n", "utf-8")
    record = tmp_path / "overlay" / "organisations" / "us" / "quayvision.toml"
    record.parent.mkdir(parents=True)
    record.write_text(format_record("organisation", tomllib.loads(QUAYVISION)), "utf-8")
    later = build_snapshot([builtin_directory(), tmp_path / "overlay"], tmp_path / "built")
    day = ("--on", "2024-01-01")
    shell.ask("check", str(quote), *AGENCY, *day, "--save", "quote", "--quiet", "--fail-on", "never")

    status, out, err = shell.run(
        "recheck", *day, "--format", "json", "--snapshot", str(later), "--before", shell.snapshot
    )

    found = json.loads(out)
    assert [(one["spot"], one["before"]) for one in found["rows"]] == [("quote.csv:2", "unidentified")]
    assert (found["asked"], found["unasked"]) == (1, 2), err
    assert status == (1 if found["rows"][0]["after"] == "barred" else 0)
    assert found["reasons"] == {"a name, number or word that it was looked up by": 1}


def test_a_dry_run_keeps_nothing(shell: Shell) -> None:
    """What it tells is told again."""
    shell.ask("lookup", "Lorex 4K camera", *AGENCY, "--on", "2019-01-01", "--save", "watch")

    once, twice = (shell.ask("recheck", "--on", "2021-03-01", "--dry-run", "--format", "json")[1] for _ in range(2))

    assert once == twice
    assert len(json.loads(once)["rows"]) == 1


def test_nothing_saved_is_no_success(shell: Shell) -> None:
    """A recheck of nothing is incomplete, and one without a ledger an error."""
    missing = shell.ask("recheck")
    shell.run("db", "upgrade")
    empty = shell.ask("recheck")

    assert (missing[0], empty[0]) == (2, 3)
    assert "no ledger is there yet" in missing[2]


def test_the_past_as_it_was_known_is_not_saved(shell: Shell) -> None:
    """What was known on a past day never changes, so there is nothing to recheck."""
    status, _, err = shell.ask("lookup", "Lorex", "--known", "2020-01-01", "--save", "watch")

    assert (status, "never changes" in err) == (2, True)


def test_waivers_count_where_they_are_asked_for(shell: Shell) -> None:
    """Without --waivers the ledger plays no part; with it the outcome follows, and the use is noted."""
    text = ("lookup", "Hikvision DS-2CD2143G2-I", *AGENCY, "--on", "2020-01-01")
    later = ("lookup", "Hikvision DS-2CD2143G2-I", *AGENCY, "--on", "2022-01-01")
    grant(shell, "--granted", "2019-12-01")

    [plain], [waived], [over] = shell.told(*text), shell.told(*text, "--waivers"), shell.told(*later, "--waivers")

    assert (plain["outcome"], waived["outcome"], over["outcome"]) == ("barred", "waived", "barred")
    [rule] = [one for one in waived["restrictions"] if one["id"] == RULE]
    assert (rule["applies"], rule["waived"], rule["waivers"]) == ("yes", True, ["waiver-1"])
    [listed] = json.loads(shell.run("waiver", "list", "--on", "2021-12-15", "--format", "json")[1])
    assert (listed["state"], listed["uses"], listed["used_last"]) == ("ending", 1, "2020-01-01")


def test_a_check_applies_waivers_to_its_rows(shell: Shell, tmp_path: Path) -> None:
    """Only the row that the waiver names is waived."""
    quote = tmp_path / "quote.csv"
    quote.write_text("Brand,Model\nHikvision,DS-2CD2143G2-I\nHikvision,DS-2CD2043G2-I\n", "utf-8")
    grant(shell, "--granted", "2019-12-01")

    found = shell.told("check", str(quote), *AGENCY, "--on", "2020-01-01", "--waivers", "--quiet")

    assert [one["outcome"] for one in found] == ["waived", "barred"]


def test_ended_and_unused_waivers_are_told(shell: Shell) -> None:
    """The check of waivers fails on one that ended, and on request on one that never covered anything."""
    grant(shell)
    check = ("waiver", "check", "--format", "json", "--on")

    assert (shell.run(*check, "2021-06-01")[0], shell.run(*check, "2021-06-01", "--fail-on-unused")[0]) == (0, 1)
    status, out, _ = shell.run(*check, "2022-01-01")
    assert (status, [one["state"] for one in json.loads(out)]) == (1, ["expired"])
    assert shell.run("waiver", "revoke", "waiver-1", "--reason", "replaced")[0] == 0
    assert shell.run("waiver", "check")[0] == 0


def test_a_clause_names_the_restrictions_that_have_it(shell: Shell, snapshot: Snapshot) -> None:
    """The words of a contract do as well as ids, as long as a record has them."""
    instrument = snapshot.restriction(RULE).instrument

    status, out, err = shell.ask(
        "waiver", "add", "organisation=Hikvision", "--restriction", instrument, "--reason", "x", "--approved-by", "y",
        "--expires", "2099-01-01", "--in", "California", "--format", "json",
    )  # fmt: skip

    [found] = json.loads(out)
    assert (status, err) == (0, "")
    assert RULE in found["restrictions"]
    assert (found["clause"], found["covers"], found["place"]) == (instrument, "organisation=hikvision", "us-ca")


def test_a_waiver_is_asked_for_and_granted_by_somebody_else(shell: Shell) -> None:
    """Listed until somebody replies; nobody grants what they asked for; what was refused stays listed too."""
    ask = ("waiver", "ask", "brand=Lorex", "--restriction", RULE, "--reason", "spares", "--expires", "2099-01-01")
    reply = ("--reason", "few are left", "--by")
    assert [shell.ask(*ask, "--by", "the desk")[0] for _ in range(2)] == [0, 0]

    own = shell.run("waiver", "grant", "request-1", *reply, "the desk")
    bare = shell.run("waiver", "grant", "request-1", "--by", "the head")
    granted = shell.run("waiver", "grant", "request-1", *reply, "the head", "--approved-by", "the board")
    refused = shell.run("waiver", "refuse", "request-2", *reply, "the head", "--format", "json")
    again = shell.run("waiver", "refuse", "request-2", *reply, "the head")

    assert (own[0], bare[0], granted[0], refused[0], again[0]) == (2, 2, 0, 0, 2)
    assert "nobody replies to themselves" in own[2]
    assert "needs a reason" in bare[2]
    assert "refused already, by the head" in again[2]
    listed = json.loads(shell.run("waiver", "requests", "--format", "json")[1])
    assert [(one["id"], one["state"], one["asked_by"], one["replied_by"], one["waiver"]) for one in listed] == [
        ("request-1", "unused", "the desk", "the head", "waiver-3"),
        ("request-2", "refused", "the desk", "the head", None),
    ]
    only = json.loads(shell.run("waiver", "requests", "--state", "refused", "--format", "json")[1])
    assert only == json.loads(refused[1])
    [waiver] = json.loads(shell.run("waiver", "list", "--format", "json")[1])
    assert (waiver["id"], waiver["approved_by"], waiver["covers"]) == ("waiver-3", "the board", "brand=Lorex")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--expires", ""), "--expires"),
        (("--reason", ""), "--reason"),
        (("--restriction", "no-such-rule"), "no-such-rule"),
        (("--in", "Atlantis"), "Atlantis"),
        (("--expires", "2020-01-01"), "before it begins"),
    ],
)
def test_a_waiver_that_is_none_is_refused(shell: Shell, words: tuple[str, ...], told: str) -> None:
    """Each missing or wrong part is named, and nothing is kept."""
    status, _, err = grant(shell, *words)

    assert (status, told in err) == (2, True), err
    assert not shell.ledger.exists() or json.loads(shell.run("waiver", "list", "--format", "json")[1]) == []


def test_a_scope_is_said_with_its_value(shell: Shell) -> None:
    """Words without a scope are an error that shows how to write it."""
    status, _, err = grant(shell, covers="everything")

    assert (status, "SCOPE=VALUE" in err) == (2, True)


def test_a_cleared_pair_is_left_out_until_taken_back(shell: Shell) -> None:
    """Cleared: no finding. Taken back: the finding is there again."""
    day = ("--on", "2021-03-01")
    shell.ask("lookup", "Lorex 4K camera", *AGENCY, *day, "--save", "watch", "--fail-on", "never")
    cleared = shell.ask(
        "saved", "clear", "watch", "Lorex 4K camera", "Lorex", "--reason", "another", "--format", "json"
    )
    without = shell.told("recheck", *day)
    [listed] = json.loads(shell.run("saved", "list", "watch", "--format", "json")[1])
    [pair] = json.loads(cleared[1])
    shell.run("saved", "unclear", pair["id"], "--reason", "the same after all")
    again = shell.told("recheck", *day)

    assert (pair["organisation"], pair["by"], pair["state"]) == ("lorex", "the testing office", "standing")
    assert [(one["before"], one["after"]) for one in without["rows"]] == [("barred", "unidentified")]
    assert (listed["cleared"], listed["outcome"]) == (["lorex"], "unidentified")
    assert [(one["before"], one["after"]) for one in again["rows"]] == [("unidentified", "barred")]


def test_a_check_is_on_record_with_its_files(shell: Shell, tmp_path: Path) -> None:
    """Who, when, which bytes, how many of which outcome."""
    quote = tmp_path / "quote.csv"
    quote.write_text("Brand\nHikvision\nAxis\n", "utf-8")
    shell.ask("check", str(quote), *AGENCY, "--on", "2024-01-01", "--save", "quote", "--quiet")

    [check] = json.loads(shell.run("saved", "checks", "--format", "json")[1])

    assert (check["name"], check["actor"], check["counts"]) == (
        "quote",
        "the testing office",
        {"barred": 1, "clear": 1},
    )
    assert [one["name"] for one in check["inputs"]] == ["quote.csv"]
    assert shell.run("saved", "remove", "quote")[1] == "quote: 2 subjects are no longer saved\n"


def test_the_log_is_proved_until_somebody_changes_it(shell: Shell) -> None:
    """A second program that takes the guards away is found out, and the status says so."""
    shell.run("keys", "add", "the till", "--role", "reader")
    shell.run("keys", "add", "the gate", "--role", "curator")
    proved = shell.run("audit", "verify")
    with sqlite3.connect(shell.ledger) as connection:
        connection.execute("DROP TRIGGER log_no_update")
        connection.execute("UPDATE log SET actor = 'nobody' WHERE sequence = 1")
    connection.close()

    broken = shell.run("audit", "verify")

    assert (proved[0], broken[0]) == (0, 1)
    assert proved[1].startswith("2 entries proved")
    assert broken[1].startswith("BROKEN at entry 1: its content is not what was written")
    assert [one["action"] for one in json.loads(shell.run("audit", "show", "-f", "json")[1])] == ["key.add", "key.add"]


def test_a_key_is_shown_once(shell: Shell) -> None:
    """The list has its beginning, and not the key."""
    [made] = json.loads(shell.run("keys", "add", "the till", "--role", "reader", "--format", "json")[1])
    listed = shell.run("keys", "list", "--format", "json")[1]
    revoked = shell.run("keys", "revoke", made["prefix"], "--format", "json")

    assert made["key"].startswith(f"barred_{made['prefix']}_")
    assert made["key"] not in listed
    assert (revoked[0], json.loads(revoked[1])[0]["state"]) == (0, "revoked")
    assert shell.run("keys", "revoke", "no-such")[0] == 2


def test_the_ledger_tells_of_itself(shell: Shell) -> None:
    """Made by the first upgrade, of the newest version at the second; a newer one is refused by every command."""
    first, second = shell.run("db", "upgrade"), shell.run("db", "upgrade")
    told = {one["what"]: one["value"] for one in json.loads(shell.run("db", "info", "-f", "json")[1])}
    with sqlite3.connect(shell.ledger) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    assert f"brought to version {NEWEST}" in first[1]
    assert "newest version already" in second[1]
    assert (told["version"], told["rows of log"]) == (NEWEST, "0")
    for words in (("db", "info"), ("db", "upgrade"), ("keys", "list"), ("audit", "verify")):
        status, _, err = shell.run(*words)
        assert (status, "use the newer barred" in err) == (2, True)


def test_heads_noted_elsewhere_prove_the_log(shell: Shell, tmp_path: Path) -> None:
    """As `barred audit head` printed them, or as a server logged them, whoever wrote what before each line."""
    heads = tmp_path / "heads"
    assert grant(shell)[0] == 0
    heads.write_text(shell.run("audit", "head")[1], "utf-8")
    assert grant(shell)[0] == 0
    number, digest = shell.run("audit", "head")[1].split()
    line = {"time": "x", "event": "log head", "number": int(number), "hash": digest}
    heads.write_text(f"{heads.read_text('utf-8')}noise\nhost barred[7]: {json.dumps(line)}\n{{log head\n", "utf-8")

    whole = shell.run("audit", "verify", "--heads", str(heads))
    with sqlite3.connect(shell.ledger) as connection:
        connection.execute("DROP TRIGGER log_no_delete")
        connection.execute("DELETE FROM log WHERE sequence = 2")
    connection.close()
    bare, cut = shell.run("audit", "verify"), shell.run("audit", "verify", "--heads", str(heads))

    assert (number, whole[0], bare[0], cut[0]) == ("2", 0, 0, 1)
    assert whole[1].endswith("; of the heads noted earlier in it: all 2\n")
    assert "BROKEN at entry 2: entry 2 was noted: the end was cut off" in cut[1]


@pytest.mark.parametrize("content", ["", "nothing\n", "0 " + "0" * 64, '{"event": "log head", "number": "x"}\n', None])
def test_a_file_that_names_no_head_proves_nothing(shell: Shell, tmp_path: Path, content: str | None) -> None:
    """It is an error, and no success."""
    heads = tmp_path / "heads"
    if content is not None:
        heads.write_text(content, "utf-8")
    shell.run("db", "upgrade")

    status, _, err = shell.run("audit", "verify", "--heads", str(heads))

    assert (status, "heads" in err) == (2, True)
