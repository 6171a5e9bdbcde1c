"""The commands on each database: what a user does on one machine, a team does on a server."""

import json

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot

RULE = "us-ndaa-2019-s889-a1a"


def test_from_the_first_save_to_the_proof(address: str, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]) -> None:
    """Save, recheck, waive, recheck, clear, recheck, prove: the same on both."""
    book, ledger = ("--snapshot", str(snapshot.path)), ("--ledger", address)
    case = ("--as", "us/federal/executive-agency", "--to", "procure")
    waiver = ("brand=Lorex", "--restriction", RULE, "--reason", "x", "--approved-by", "y",
              "--granted", "2019-09-01", "--expires", "2020-03-01")  # fmt: skip
    steps = [
        (("lookup", "Lorex camera", "Axis P3245-V", *case, "--on", "2019-08-01", "--save", "offer", *book), None),
        (("recheck", "--on", "2019-08-13", *book), ("noted", "barred")),
        (("waiver", "add", *waiver, *book), None),
        (("recheck", "--on", "2019-09-01", *book), ("barred", "waived")),
        (("recheck", "--on", "2020-03-01", *book), ("waived", "barred")),
        (("saved", "clear", "offer", "Lorex camera", "lorex", "--reason", "z", *book), None),
        (("recheck", "--on", "2020-03-01", *book), ("barred", "unidentified")),
    ]
    for words, change in steps:
        main((*words, "--format", "json", *ledger))
        told = json.loads(capsys.readouterr().out)
        if change is not None:
            assert [(one["before"], one["after"]) for one in told["rows"]] == [change]
            assert told["asked"] == 1

    assert main(("audit", "verify", *ledger)) == 0
    assert capsys.readouterr().out.startswith("8 entries proved")
