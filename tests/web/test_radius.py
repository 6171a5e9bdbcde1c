"""`/radius/…`: what FreeRADIUS's module rest sends, asked of running servers."""

from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.quay import quay_snapshot
from tests.web.talk import Server, running


def attributes(**named: str) -> dict[str, dict[str, object]]:
    """Write attributes as the module does with `body = 'json'`."""
    return {name.replace("_", "-"): {"type": "string", "value": [value]} for name, value in named.items()}


@pytest.mark.parametrize(
    ("section", "brand", "status"),
    [
        ("authorize", "Axis", 204), ("authorize", "Dahua", 401), ("authorize", "Nobody At All", 404),
        ("post-auth", "Axis", 204), ("post-auth", "Dahua", 401), ("post-auth", "Nobody At All", 200),
    ],
)  # fmt: skip
def test_the_status_is_the_decision(section: str, brand: str, status: int, server: Server) -> None:
    """204 is ok, 401 reject, 404 notfound; after the authentication 404 would reject, so it is 200."""
    found = server.post(f"/radius/{section}", attributes(User_Name="camera", Barred_Brand=brand))

    assert found.status == status
    assert found.headers.get("content-type", "") == ("" if status == 204 else "application/json")


def test_a_rejected_device_is_told_why(server: Server) -> None:
    """The body holds an attribute of the reply, no longer than an attribute can be."""
    told = server.post("/radius/authorize", attributes(Barred_Brand="Dahua")).told["reply:Reply-Message"]

    assert told["value"][0].startswith("barred: ")
    assert len(told["value"][0].encode()) <= 253


def test_the_address_of_the_request_may_say_what_is_known(server: Server) -> None:
    """As `uri = "…/authorize?brand=%{…}"`; an empty expansion says nothing."""
    assert server.ask("POST", "/radius/authorize?brand=Dahua&mac=").status == 401
    assert server.ask("POST", "/radius/authorize?brand=Axis&model=").status == 204


def test_a_form_is_read_too(server: Server) -> None:
    """As the module sends it with `body = 'post'`."""
    found = server.form("/radius/authorize", **{"User-Name": "camera", "Barred-Brand": "Dahua"})

    assert found.status == 401


@pytest.mark.parametrize(
    "known",
    [{"Calling_Station_Id": "02-19-B6-12-34-56"}, {"User_Name": "0219b6123456"}, {"User_Name": "0219.b612.3456"}],
)
def test_the_hardware_address_is_found_where_switches_write_it(known: dict[str, str], server: Server) -> None:
    """An address that a device made up for itself belongs to nobody, so the gate asks."""
    assert server.post("/radius/authorize", attributes(**known)).status == 404


@pytest.mark.parametrize("body", ["", "{}", "[]", "{", "null", "[" * 100_000, r'{"Barred-Brand": "Lo\ud800rex"}'])
def test_a_module_that_sends_no_attributes_is_told_so(body: str, server: Server) -> None:
    """It is not set up for it; the module takes the status for invalid."""
    found = server.ask("POST", "/radius/authorize", body=body, headers={"Content-Type": "application/json"})

    assert (found.status, found.headers["content-type"]) == (422, "application/problem+json")


_UNKNOWN = (
    {"User_Name": "alice"},
    {"Calling_Station_Id": "10.0.0.7"},
    {"Calling_Station_Id": "44-19-B6-12-34"},
    {"Calling_Station_Id": "44-19-B6-12-34-5G"},
    {"Calling_Station_Id": "44-19-B6-12-34-56:guests"},
    {"Calling_Station_Id": "44:19-B6:12-34:56"},
    {"Calling_Station_Id": "zz\x00"},
    {"Calling_Station_Id": "9" * 100_000},
    {"Barred_Brand": "Nobody At All"},
)


@pytest.mark.parametrize(("setting", "before", "after"), [("allow", 204, 204), ("deny", 401, 401), ("ask", 404, 200)])
def test_a_device_of_which_nothing_is_known_is_decided_as_the_operator_has_set(
    setting: str, before: int, after: int, snapshot: Snapshot, tmp_path: Path
) -> None:
    """Whatever a switch sends in place of an address; and the log tells the outcome."""
    words = ("--as", "us/federal/executive-agency", "--gate", f"unidentified={setting}", "--rate", "0")
    with running(tmp_path, "--snapshot", str(snapshot.path), *words) as server:
        for known in _UNKNOWN:
            found = [server.post(f"/radius/{section}", attributes(**known)) for section in ("authorize", "post-auth")]

            assert [one.status for one in found] == [before, after], known
            lines = server.lines_to(found[-1])
        assert {line["outcome"] for line in lines if line.get("event") == "request"} == {"unidentified"}


def test_an_address_that_is_none_does_not_hide_what_else_is_known(server: Server) -> None:
    """The brand decides then."""
    known = attributes(Calling_Station_Id="10.0.0.7", Barred_Brand="Dahua")

    assert server.post("/radius/authorize", known).status == 401


@pytest.mark.parametrize(("setting", "status"), [("allow", 204), ("deny", 401), ("ask", 503)])
def test_a_failure_is_decided_as_the_operator_has_set(setting: str, status: int, tmp_path: Path) -> None:
    """A snapshot that is damaged under a running server."""
    path = quay_snapshot(tmp_path)
    words = ("--as", "us/federal/executive-agency", "--to", "procure", "--gate", f"failure={setting}")
    with running(tmp_path, "--snapshot", str(path), *words) as server:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))

        assert server.post("/radius/authorize", attributes(Barred_Brand="Dahua")).status == status
