"""A key in the address: for reconciliation alone, of its own role, and never written down."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import Office, make_keys, office
from tests.web.talk import Server

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def strict(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a server that answers nobody who shows no key."""
    with office(tmp_path_factory.mktemp("strict"), snapshot.path, "--require-key") as found:
        yield found


def test_openrefine_reconciles_with_a_key_in_the_address(strict: Office) -> None:
    """It sends no header: from the manifest on, every address that it is led to has the key."""
    keyed = f"/reconcile/{strict.keys['reconciler']}"
    told = strict.ask("", "GET", keyed).told
    services = [told["suggest"][kind] for kind in ("entity", "type", "property")]
    led = [*(f"{one['service_url']}{one['service_path']}?prefix=da" for one in services),
           told["preview"]["url"].replace("{{id}}", "dahua"),
           "{service_url}{service_path}?type=organisation".format(**told["extend"]["propose_properties"])]  # fmt: skip
    batch = urlencode({"queries": json.dumps({"q": {"query": "Dahua"}})})

    answers = [strict.ask("", "GET", one.removeprefix(strict.server.address)) for one in led]
    found = strict.server.ask("POST", keyed, body=batch, headers=_FORM)

    assert all(one.startswith(f"{strict.server.address}{keyed}/") for one in led)
    assert [one.status for one in answers] == [200] * len(led)
    assert found.told["q"]["result"][0]["id"] == "dahua"
    assert found.headers["access-control-allow-origin"] == "*"
    assert strict.keys["reconciler"] not in json.dumps([told["view"], told["identifierSpace"], told["documentation"]])


def test_the_key_in_the_address_is_never_written_down(strict: Office) -> None:
    """Neither where it belongs nor where somebody put it by mistake; nor in what is counted, nor in an answer."""
    key = strict.keys["reconciler"]
    secret = key.split("_", 2)[2]
    for path in (f"/reconcile/{key}", f"/reconcile/{key}/nowhere", f"/Reconcile/{key}", f"//reconcile/{key}",
                 f"/v1/lookup/{key}", f"/reconcile/suggest/{key}", f"/reconcile/{key}?queries=%7B"):  # fmt: skip
        strict.ask("", "GET", path, Accept="text/html")
    page = strict.ask("", "GET", f"/reconcile/{key}/nowhere", Accept="text/html")

    lines = strict.server.lines_to(page)
    assert (page.status, secret.encode() in page.body) == (404, False)
    assert secret not in strict.server.log.read_text("utf-8")
    assert secret.encode() not in strict.ask("admin", "GET", "/metrics").body
    logged = [one for one in lines if one.get("path") == "/reconcile"]
    assert logged
    assert {one["key"] for one in logged} == {key.split("_")[1]}


@pytest.mark.parametrize("role", ["reader", "curator", "approver", "admin"])
def test_no_other_key_belongs_in_an_address(strict: Office, role: str) -> None:
    """A key that opens more would lie in histories and in the logs of proxies; it opens nothing there."""
    answer = strict.ask("", "GET", f"/reconcile/{strict.keys[role]}")
    guessed = strict.ask("", "GET", "/reconcile/barred_0_x")

    assert (answer.status, answer.told["detail"]) == (401, guessed.told["detail"])
    assert "--role reconciler" in answer.told["remedy"]


def test_the_role_opens_nothing_but_reconciliation(strict: Office) -> None:
    """However it is shown: in the header, or in another address."""
    key = strict.keys["reconciler"]
    shown = {path: strict.ask("reconciler", "GET", path).status for path in
             ("/reconcile", "/v1/lookup?text=Lorex", "/v1/jobs", "/v1/keys", "/search", "/metrics")}  # fmt: skip
    elsewhere = [f"/v1/lookup/{key}", f"/{key}", f"/{key}/reconcile", f"/reconcile/{key}/../../v1/lookup?text=Lorex",
                 f"/reconcile/{key}/%2e%2e/v1/jobs", f"/v1/jobs?key={key}", f"/search/{key}"]  # fmt: skip

    assert shown.pop("/reconcile") == 200
    assert set(shown.values()) == {403}
    assert all(strict.ask("", "GET", path).status in {401, 404} for path in elsewhere)


def test_a_key_that_is_over_opens_nothing(strict: Office, server: Server) -> None:
    """Wrong, expired or revoked; also where questions need no key, since whoever shows one relies on it."""
    late = make_keys(strict.address, ["reconciler"], expires="2026-01-01")["reconciler"]
    made = strict.ask("admin", "POST", "/v1/keys", told={"name": "a table", "role": "reconciler"}).told
    before = strict.ask("", "GET", f"/reconcile/{made['key']}").status
    strict.ask("admin", "POST", f"/v1/keys/{made['prefix']}/revoke")

    assert before == 200
    for key in (late, made["key"], made["key"][:-1], "barred_", "barred_é"):
        assert strict.ask("", "GET", f"/reconcile/{key.replace('é', '%C3%A9')}").status == 401
    assert server.get("/reconcile/barred_0_x").status == 200  # no ledger: nobody is asked for a key


def test_without_a_key_the_way_is_told(strict: Office) -> None:
    """Which OpenRefine shows to whoever adds the service."""
    answer = strict.ask("", "GET", "/reconcile")

    assert answer.status == 401
    assert re.search(r"/reconcile/KEY with a key of the role reconciler", answer.told["remedy"])
