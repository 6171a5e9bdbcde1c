"""Who is let in: every route by role, keys that open nothing, other hosts, other machines."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.ledger.keys import ROLES, list_keys, revoke_key
from barred.ledger.ledger import Deed, open_ledger
from barred.web.entrance.rights import Rights, suffices
from tests.web.office import Office, make_keys, office
from tests.web.talk import Server, running, until

_NOW = Deed("the registry", "2026-01-02T08:00:00.000000Z")
_KEPT = ("/v1/jobs", "/v1/checks", "/v1/waivers", "/v1/log", "/v1/keys")


@pytest.fixture(scope="module")
def strict(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a server that answers nobody who shows no key."""
    with office(tmp_path_factory.mktemp("strict"), snapshot.path, "--require-key") as found:
        yield found


def test_every_route_asks_for_its_role(strict: Office) -> None:
    """Without a key 401, with a lesser role 403, and what the description says is what is asked."""
    told = strict.ask("", "GET", "/openapi.json").told
    asked = [(path, method.upper(), one) for path, some in told["paths"].items() for method, one in some.items()]

    for path, method, one in asked:
        needed = one.get("x-role", "")
        address = path.replace("{", "").replace("}", "")
        bare = strict.ask("", method, address)
        assert (bare.status == 401) is bool(needed), (method, path, bare.status)
        assert ({} not in one["security"]) is bool(needed), (method, path)
        for role in ROLES:
            answer = strict.ask(role, method, address, told={} if method == "POST" else None)
            assert (answer.status == 403) is not suffices(role, needed), (method, path, role, answer.status)
            assert answer.status != 401, (method, path, role)
    assert len(asked) > 60
    assert {one.get("x-role") for _, _, one in asked} == {None, "reconciler", "reader", "approver", "admin"}


def test_what_is_kept_asks_for_a_key_even_where_questions_do_not(desk: Office) -> None:
    """What is written bears a name, so there has to be one."""
    assert desk.ask("", "GET", "/v1/lookup?text=Lorex").status == 200
    for path in _KEPT:
        answer = desk.ask("", "GET", path)
        assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="barred"'), path
        assert "barred keys add" in answer.told["remedy"]


def test_without_a_ledger_what_needs_it_says_how_to_set_it(server: Server) -> None:
    """503 and the option; a key that is shown all the same hinders no question."""
    for path in _KEPT:
        answer = server.get(path)
        assert answer.status == 503, path
        assert "--ledger" in answer.told["remedy"]
    shown = {"Authorization": "Bearer anything"}
    assert server.ask("GET", "/v1/lookup?text=Lorex", headers=shown).status == 200


def test_a_key_may_come_in_its_own_header(desk: Office) -> None:
    """`X-API-Key`, as some programs send it."""
    answer = desk.server.ask("GET", "/v1/log", headers={"X-API-Key": desk.keys["admin"]})

    assert answer.status == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda key: key[:-1],
        lambda key: key + "x",
        lambda key: key.swapcase(),
        lambda key: key.split("_")[1],
        lambda _: "barred_",
        lambda _: "é" * 50,
        lambda _: "' OR 1=1 --",
    ],
    ids=["short", "long", "case", "prefix", "lead", "letters", "sql"],
)
def test_what_is_no_key_opens_nothing(desk: Office, change: Callable[[str], str]) -> None:
    """401, and not a word on what is wrong with it."""
    shown = {"Authorization": f"Bearer {change(desk.keys['admin'])}".encode().decode("latin-1")}

    answer = desk.server.ask("GET", "/v1/log", headers=shown)

    assert answer.status == 401
    assert answer.told["detail"] == "the key is unknown, expired or revoked"


def test_expired_and_revoked_keys_open_nothing(desk: Office) -> None:
    """Whoever revokes one on the command line is heard within seconds, over HTTP at once."""
    late = make_keys(desk.address, ["admin"], expires="2026-01-01")["admin"]
    made = desk.ask("admin", "POST", "/v1/keys", told={"name": "a visitor", "role": "reader"}).told
    other = make_keys(desk.address, ["reader"])["reader"]

    def status(key: str) -> int:
        return desk.server.ask("GET", "/v1/jobs", headers={"Authorization": f"Bearer {key}"}).status

    assert (status(late), status(made["key"]), status(other)) == (401, 200, 200)
    revoked = desk.ask("admin", "POST", f"/v1/keys/{made['prefix']}/revoke")
    assert (revoked.status, revoked.told["state"], status(made["key"])) == (200, "revoked", 401)
    ledger = open_ledger(desk.address)
    try:
        revoke_key(ledger, other.split("_")[1], deed=_NOW)
        used = {one.prefix: one.used_last for one in list_keys(ledger)}
    finally:
        ledger.close()
    until(lambda: status(other) == 401)
    assert used[made["prefix"]] is not None
    assert used[late.split("_")[1]] is None


def test_the_rate_counts_for_each_key(snapshot: Snapshot, tmp_path: Path) -> None:
    """One who asks too often does not hinder another behind the same address."""
    with office(tmp_path, snapshot.path, "--rate", "0.01", "--burst", "8") as found:
        busy = [found.ask("reader", "GET", "/v1/jobs").status for _ in range(12)]
        other = found.ask("admin", "GET", "/v1/jobs").status

    assert busy[0] == 200
    assert 429 in busy
    assert other == 200


def test_other_machines_are_let_in_with_keys_alone(snapshot: Snapshot, tmp_path: Path) -> None:
    """Keys required, at least one there, and a name to be spoken to by; else the reason."""
    address = str(tmp_path / "ledger.sqlite")
    where = ("--host", "0.0.0.0", "--snapshot", str(snapshot.path))  # noqa: S104 - what is tried

    refused = [
        start(*where, "--name", "barred.example", "--require-key"),
        start(*where, "--name", "barred.example", "--require-key", "--ledger", address),
        start(*where, "--name", "barred.example", "--ledger", address),
    ]
    keys = make_keys(address, ["reader"])
    refused.append(start(*where, "--require-key", "--ledger", address))
    with running(tmp_path, *where, "--name", "barred.example", "--require-key", "--ledger", address) as found:
        port = found.address.rpartition(":")[2]
        reached = Server(f"http://127.0.0.1:{port}", found.process, found.log)
        shown = {"Authorization": f"Bearer {keys['reader']}"}
        named = reached.ask("GET", "/v1/lookup?text=Lorex", headers={**shown, "Host": f"barred.example:{port}"})
        bare = reached.ask("GET", "/v1/lookup?text=Lorex", headers={"Host": "barred.example"})
        other = reached.ask("GET", "/healthz", headers={"Host": "elsewhere.example"})

    told = ["keys are in a ledger", "no key in the ledger", "nobody would be asked", "is no name"]
    assert [one.returncode for one in refused] == [2, 2, 2, 2]
    assert all(words in one.stderr for words, one in zip(told, refused, strict=True)), refused
    assert (named.status, bare.status, other.status) == (200, 401, 421)


@pytest.mark.parametrize("path", ["//v1/keys", "/v1//keys", "/v1/keys/", "/V1/keys", "/v1/%6beys", "/v1/./keys"])
def test_no_other_spelling_of_an_address_opens_it(desk: Office, path: str) -> None:
    """Either it is the address and asks for the key, or it is none."""
    assert desk.ask("", "GET", path).status in {401, 404}


def test_rights_are_told_for_pages_as_for_programs() -> None:
    """The page of a thing, in whichever form, asks for what its answer for programs asks for."""
    rights = Rights()

    for word in ("jobs", "checks", "waivers", "log", "keys"):
        for method in ("GET", "POST"):
            needed = rights.needed(method, f"/v1/{word}")
            assert needed
            assert {rights.needed(method, f"/{word}{end}") for end in ("", ".json", ".csv", "/one")} == {needed}
    assert rights.needed("GET", "/keystone") == ""


def start(*words: str) -> "subprocess.CompletedProcess[str]":
    """Start a server that is expected not to."""
    command = [sys.executable, "-m", "barred", "serve", "--port", "0", *words]
    bare = {name: value for name, value in os.environ.items() if name != "BARRED_LEDGER"}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=bare)
