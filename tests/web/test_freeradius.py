"""A real FreeRADIUS asks the gate, where one is installed: devices are let in, shut out and put into quarantine."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.talk import Server, running, until

RADIUS = shutil.which("freeradius") or shutil.which("radiusd") or "/usr/sbin/freeradius"
SHARED = "radius-shared-words"
CONFIGURATION = """
prefix = /usr
logdir = {folder}
raddbdir = {folder}
confdir = {folder}
run_dir = {folder}
db_dir = {folder}
libdir = /usr/lib/freeradius
pidfile = {folder}/radius.pid
log {{
    destination = files
    file = {folder}/radius.log
}}
security {{
    allow_core_dumps = no
    max_attributes = 200
    reject_delay = 0
    status_server = no
}}
client local {{
    ipaddr = 127.0.0.1
    secret = {shared}
}}
thread pool {{
    start_servers = 1
    max_servers = 2
    min_spare_servers = 1
    max_spare_servers = 2
    max_requests_per_server = 0
}}
modules {{
    rest {{
        connect_uri = "{address}"
        authorize {{
            uri = "${{..connect_uri}}/radius/authorize?brand=%{{Connect-Info}}"
            method = 'post'
            body = 'json'
            timeout = 10.0
        }}
        post-auth {{
            uri = "${{..connect_uri}}/radius/post-auth?brand=%{{Connect-Info}}"
            method = 'post'
            body = 'post'
            timeout = 10.0
        }}
        pool {{
            start = 1
            min = 0
            max = 2
            spare = 1
        }}
    }}
}}
server default {{
    listen {{
        type = auth
        ipaddr = 127.0.0.1
        port = {port}
    }}
    authorize {{
        rest
        if (notfound) {{
            update reply {{
                Filter-Id := "quarantine"
            }}
        }}
        update control {{
            Auth-Type := Accept
        }}
    }}
    post-auth {{
        rest
        if (updated) {{
            update reply {{
                Class := 0x61736b
            }}
        }}
    }}
}}
"""


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


class Radius:
    """A running FreeRADIUS that asks a server."""

    def __init__(self, port: int, server: Server) -> None:
        self.port, self.server = port, server

    def ask(self, **attributes: str) -> tuple[str, str]:
        """Ask as a switch does; give the kind of the answer and what it says."""
        request = ", ".join(f'{name.replace("_", "-")} = "{value}"' for name, value in attributes.items())
        command = ["radclient", "-x", "-r", "1", "-t", "20", f"127.0.0.1:{self.port}", "auth", SHARED]
        done = subprocess.run(command, input=request, capture_output=True, text=True, check=False, timeout=60)
        told = done.stdout.partition("Received ")[2]
        return told.partition(" ")[0], told


@pytest.fixture(scope="module")
def radius(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radius]:
    """Give a FreeRADIUS with its module rest, or skip."""
    if not (Path(RADIUS).exists() and shutil.which("radclient") and Path("/usr/lib/freeradius/rlm_rest.so").exists()):
        pytest.skip("install freeradius, freeradius-rest and freeradius-utils")
    folder = tmp_path_factory.mktemp("radius")
    words = ("--snapshot", str(snapshot.path), "--as", "us/federal/executive-agency", "--to", "procure")
    with running(folder, *words) as server:
        port = free_port()
        told = CONFIGURATION.format(folder=folder, shared=SHARED, address=server.address, port=port)
        (folder / "radiusd.conf").write_text(told, "utf-8")
        (folder / "dictionary").write_text("$INCLUDE /usr/share/freeradius/dictionary\n", "utf-8")
        command = [RADIUS, "-f", "-d", str(folder), "-n", "radiusd"]
        log = folder / "radius.log"
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            until(lambda: process.poll() is not None or (log.exists() and "Ready to process" in log.read_text("utf-8")))
            assert process.poll() is None, log.read_text("utf-8") if log.exists() else process.communicate()[0]
            yield Radius(port, server)
        finally:
            process.terminate()
            process.communicate(timeout=30)


def test_a_device_that_nothing_bars_is_accepted(radius: Radius) -> None:
    """204 is ok; there is nothing to say."""
    kind, told = radius.ask(User_Name="camera", Connect_Info="Axis", Calling_Station_Id="02-00-00-12-34-56")

    assert kind == "Access-Accept"
    assert "quarantine" not in told


def test_a_barred_device_is_rejected_with_the_reason(radius: Radius) -> None:
    """401 is reject, and the reply tells which restriction."""
    kind, told = radius.ask(User_Name="camera", Connect_Info="Dahua", Calling_Station_Id="02-00-00-12-34-56")

    assert kind == "Access-Reject"
    assert 'Reply-Message = "barred: ' in told


def test_an_unknown_device_goes_where_the_operator_sends_it(radius: Radius) -> None:
    """404 is notfound, and after the authentication 200 is updated; the configuration makes a quarantine of it."""
    kind, told = radius.ask(User_Name="02000099aabb", Calling_Station_Id="02-00-00-99-AA-BB")

    assert kind == "Access-Accept"
    assert 'Filter-Id = "quarantine"' in told
    assert "Class = 0x61736b" in told
    assert 'Reply-Message = "unidentified: ' in told


@pytest.mark.parametrize("station", ["10.0.0.7", "44-19-B6-12-34", "not an address", "44-19-B6-12-34-56:guests"])
def test_a_station_without_an_address_goes_the_same_way(station: str, radius: Radius) -> None:
    """A 4xx other than 401 and 404 would reject it whatever the operator has set."""
    kind, told = radius.ask(User_Name="somebody", Calling_Station_Id=station)

    assert kind == "Access-Accept"
    assert 'Filter-Id = "quarantine"' in told


@pytest.mark.parametrize(
    "mac", ["4419b6123456", "44:19:B6:12:34:56", "4419.b612.3456", "4419-B612-3456", "4419b6-123456"]
)
def test_every_usual_spelling_of_an_address_is_rejected_alike(mac: str, radius: Radius) -> None:
    """What is decided on one spelling is decided on all."""
    plain = radius.ask(User_Name="camera", Calling_Station_Id="44-19-B6-12-34-56")

    assert radius.ask(User_Name="camera", Calling_Station_Id=mac)[0] == plain[0] == "Access-Reject"


@pytest.mark.parametrize("mac", ["44-19-B6-12-34-56", "3C-EF-8C-12-34-56", "00-40-8C-12-34-56"])
def test_a_hardware_address_is_decided_as_anywhere_else(mac: str, radius: Radius) -> None:
    """What the other protocol of the gate says of the address, this one does."""
    asked = {
        "subject": {"type": "device", "id": mac},
        "action": {"name": "connect"},
        "resource": {"type": "network", "id": "cameras"},
    }
    decision = radius.server.post("/access/v1/evaluation", asked).told["context"]["decision"]

    kind, told = radius.ask(User_Name=mac, Calling_Station_Id=mac)

    found = "ask" if "quarantine" in told else {"Access-Accept": "allow", "Access-Reject": "deny"}[kind]
    assert found == decision
