"""A client of the kit that speaks to the real command, which is watched: it must ask no network and write no file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters, stdio_client, types

from barred.directory.snapshot import Snapshot

__all__ = ["Talk", "program", "talk", "talking"]

# Ends the process at once when it reaches for a network, or for a file to write to.
_WATCH = """
import os, sys
def watch(event, values):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen"):
        os.write(2, f"watched: {event} {values}".encode()); os._exit(99)
    if event == "open" and isinstance(values[0], str) and values[0] != os.devnull:
        if values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            os.write(2, f"watched: {event} {values}".encode()); os._exit(99)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from barred.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


class Talk:
    """A conversation with the server, spoken from a test that does not wait itself."""

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self.client = client
        self.portal = portal

    def call(self, name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        """Call a tool; the client holds the answer against the schema of the tool."""
        result: types.CallToolResult = self.portal.call(self.client.call_tool, name, arguments)
        return result

    def ask(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Call a tool and give its data."""
        result = self.call(name, arguments)
        assert not result.is_error, result.content
        told: dict[str, Any] = result.structured_content
        return told


def program(path: Path) -> list[str]:
    """Give the command, watched."""
    return [sys.executable, "-c", _WATCH, "mcp", "--snapshot", str(path)]


@contextmanager
def talking(path: Path, *, mode: str = "auto") -> Iterator[Talk]:
    """Start the command and speak to it; the process ends with the block."""
    command, *words = program(path)
    transport = stdio_client(StdioServerParameters(command=command, args=words))
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(transport, mode=mode)) as client,
    ):
        yield Talk(client, portal)


@pytest.fixture(scope="session")
def talk(snapshot: Snapshot) -> Iterator[Talk]:
    """Give a conversation over the built-in directory."""
    with talking(snapshot.path) as opened:
        yield opened
