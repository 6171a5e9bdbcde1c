"""Settings: what is said goes before the environment, and old snapshots and ledgers are found where they lie."""

from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import LedgerProblem, UsageProblem
from barred.ledger.log import verify_log
from barred.wiring import find_snapshot, open_ledger, read_settings


@pytest.mark.parametrize(
    ("environment", "said", "ledger"),
    [
        ({"BARRED_LEDGER": "set.sqlite"}, "said.sqlite", "said.sqlite"),
        ({"BARRED_LEDGER": "postgresql://host/name"}, "", "postgresql://host/name"),
        ({"XDG_DATA_HOME": "/data"}, "", str(Path("/data/barred/ledger.sqlite"))),
        ({}, "", str(Path.home() / ".local" / "share" / "barred" / "ledger.sqlite")),
    ],
)
def test_where_the_ledger_lies(environment: dict[str, str], said: str, ledger: str) -> None:
    """The option, the variable, the user's data: in this order."""
    assert read_settings(environment, ledger=said).ledger == ledger


@pytest.mark.parametrize(
    ("environment", "actor"),
    [({"BARRED_ACTOR": "the office", "USER": "me"}, "the office"), ({"USER": "me"}, "me"), ({}, "unknown")],
)
def test_who_acts(environment: dict[str, str], actor: str) -> None:
    """An office where one is set, else whoever is logged in."""
    assert read_settings(environment).actor == actor


def test_an_unknown_setting_is_an_error() -> None:
    """A slip in a name must not be taken for a setting that works."""
    with pytest.raises(UsageProblem, match="BARRED_LEGDER"):
        read_settings({"BARRED_LEGDER": "x"})


def test_a_ledger_is_made_only_to_keep_something(tmp_path: Path) -> None:
    """The folder comes with it; reading makes neither."""
    settings = read_settings({}, ledger=str(tmp_path / "new" / "ledger.sqlite"))

    with pytest.raises(LedgerProblem):
        open_ledger(settings, may_make=False)
    assert not (tmp_path / "new").exists()
    ledger = open_ledger(settings)
    assert verify_log(ledger).broken is None
    ledger.close()


def test_an_older_snapshot_is_found_by_its_digest(snapshot: Snapshot, tmp_path: Path) -> None:
    """Beside the snapshot in use, where snapshots are built, or among the files named; by content, not by name."""
    beside = read_settings({"BARRED_CACHE": str(tmp_path)}, snapshot=snapshot.path)
    built = read_settings({"BARRED_CACHE": str(snapshot.path.parent)})
    nowhere = read_settings({"BARRED_CACHE": str(tmp_path)})
    (tmp_path / "torn.snapshot").write_bytes(b"SQLite format 3\0")

    for found in (
        find_snapshot(beside, snapshot.digest),
        find_snapshot(built, snapshot.digest),
        find_snapshot(nowhere, snapshot.digest, besides=[tmp_path / "torn.snapshot", snapshot.path]),
    ):
        assert found is not None
        assert found.digest == snapshot.digest
        found.close()
    assert find_snapshot(nowhere, snapshot.digest) is None
    assert find_snapshot(beside, f"sha256:{0:064x}", besides=[snapshot.path]) is None
