"""The process: how it begins, what it writes, how it ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import anyio
import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from tests.mcp.conftest import Talk, program, talking

HELLO = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def called(number: int, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Make the message that calls a tool."""
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def send(process: subprocess.Popen[str], *messages: dict[str, Any] | str) -> None:
    """Write messages, one a line."""
    assert process.stdin is not None
    for one in messages:
        process.stdin.write((one if isinstance(one, str) else json.dumps(one)) + "\n")
    process.stdin.flush()


def receive(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Read a message."""
    assert process.stdout is not None
    told: dict[str, Any] = json.loads(process.stdout.readline())
    return told


@pytest.fixture
def process(snapshot: Snapshot) -> Iterator[subprocess.Popen[str]]:
    """Give the process after the first greeting."""
    pipe = subprocess.PIPE
    with subprocess.Popen(program(snapshot.path), stdin=pipe, stdout=pipe, stderr=pipe, text=True) as started:
        send(started, HELLO, READY)
        assert receive(started)["result"]["serverInfo"]["name"] == "barred"
        yield started
        started.kill()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_old_and_new_clients_are_answered(snapshot: Snapshot, mode: str) -> None:
    """Those that begin with a handshake, and those of the protocol without one."""
    with talking(snapshot.path, mode=mode) as talk:
        told = talk.ask("lookup", {"texts": ["Hikvision"], "on": "2021"})

        assert told["verdicts"][0]["candidates"][0]["organisation"] == "hikvision"
        assert "unidentified" in (talk.client.instructions or "")


def test_questions_at_once_get_each_its_answer(talk: Talk) -> None:
    """None waits for another to be asked, and none gets the answer of another."""
    texts = ["Hikvision", "Dahua", "Lorex", "Axis", "nobody at all", "Honeywell", "Uniview", "EZVIZ"]
    alone = {text: talk.ask("lookup", {"texts": [text], "on": "2021"}) for text in texts}
    together: dict[str, Any] = {}

    async def ask(text: str) -> None:
        result = await talk.client.call_tool("lookup", {"texts": [text], "on": "2021"})
        together[text] = result.structured_content

    async def ask_all() -> None:
        async with anyio.create_task_group() as group:
            for text in texts:
                group.start_soon(ask, text)

    talk.portal.call(ask_all)

    assert together == alone


def test_standard_output_carries_the_protocol_alone(process: subprocess.Popen[str]) -> None:
    """Every line is a message, also after lines that are none; at the end of input the process ends well."""
    send(process, "no message", "", '{"jsonrpc": "2.0", "id": 1}', called(2, "show", {"id": "dahua"}))
    send(
        process, called(3, "show", {"id": "nobody"}), called(4, "check_text", {"text": "\ud83d\ude00 海康威视\u2028x"})
    )
    out, err = "", ""
    answers: dict[Any, dict[str, Any]] = {}
    while len(answers.keys() & {2, 3, 4}) < 3:
        message = receive(process)
        answers[message.get("id")] = message

    out, err = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Traceback" not in err
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in out.splitlines())
    assert answers[2]["result"]["structuredContent"]["records"]
    assert answers[3]["result"]["isError"]
    assert answers[4]["result"]["structuredContent"]["parties"][0]["organisation"] == "hikvision"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_without_a_traceback(
    process: subprocess.Popen[str], number: signal.Signals, status: int
) -> None:
    """While it waits for the client, whose end stays open."""
    send(process, called(1, "show", {"id": "dahua"}))
    assert receive(process)["id"] == 1

    process.send_signal(number)

    assert process.wait(timeout=60) == status
    assert process.stderr is not None
    assert "Traceback" not in (err := process.stderr.read())
    assert "Fatal" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_signal_amid_questions_leaves_whole_messages(process: subprocess.Popen[str]) -> None:
    """What is written is written to its end; what is not answered is not begun."""
    send(
        process, *(called(number, "lookup", {"texts": ["Hikvision"] * 5, "most_rejected": 200}) for number in range(9))
    )
    assert "result" in receive(process)

    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Traceback" not in err
    assert all("result" in json.loads(line) for line in out.splitlines())


def test_a_client_that_goes_away_ends_it(process: subprocess.Popen[str]) -> None:
    """Nobody is left to be told."""
    assert process.stdout is not None
    process.stdout.close()

    send(process, called(1, "show", {"id": "dahua"}))

    assert process.wait(timeout=60) == 0
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()


def test_a_missing_snapshot_is_said_before_anything_is_answered(tmp_path: Path) -> None:
    """Status 4, as of every command, and nothing on standard output."""
    done = subprocess.run(program(tmp_path / "none"), input="", capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (4, "")
    assert "none" in done.stderr


def test_without_the_extra_the_remedy_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, and how to install it."""
    monkeypatch.setattr(import_module("barred.cli.mcp"), "find_spec", lambda _: None)

    assert main(["mcp"]) == 2

    assert "python3 boot.py install mcp" in capsys.readouterr().err


def test_the_watch_sees_what_it_watches_for(tmp_path: Path) -> None:
    """It has ended a process once for a connection and once for a file."""
    command, option, watch, *_ = program(tmp_path)
    begin = watch.partition("from barred")[0]
    for fault in ("import socket; socket.create_connection(('127.0.0.1', 9))", f"open({str(tmp_path / 'x')!r}, 'w')"):
        done = subprocess.run([command, option, begin + fault], capture_output=True, check=False, env=dict(os.environ))

        assert done.returncode == 99
        assert done.stderr.startswith(b"watched: ")
