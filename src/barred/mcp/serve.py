"""Serve one client over standard input and output, until it closes the one or a signal comes."""

import signal
import sys
from collections.abc import Callable

import anyio
from anyio.to_thread import run_sync
from mcp.server import Server
from mcp.server.stdio import stdio_server

from barred.directory.snapshot import Snapshot
from barred.mcp.answers import Answers
from barred.mcp.server import make_server

__all__ = ["serve"]


def serve(snapshot: Snapshot, *, today: Callable[[], str]) -> None:
    """Serve a client; standard output carries the protocol and nothing else.

    Args:
        snapshot: What is answered from; nothing else is read, and nothing is written.
        today: Gives the current date, UTC, ISO.

    Returns:
        When the client closed its end, or the process was asked to end. A question that is being answered then
        is given up.
    """
    server = make_server(Answers(snapshot, today))
    try:
        anyio.run(_serve, server)
    except* BrokenPipeError:
        pass  # the client went away without closing its end first: there is nobody to tell


async def _serve(server: Server) -> None:
    async with anyio.create_task_group() as group:
        if sys.platform != "win32":  # there nothing but the client ends it
            group.start_soon(_end_on_signal, group.cancel_scope)
        # Its own opening of the descriptor: a read that is given up holds the lock of the one that Python closes.
        with open(0, encoding="utf-8", errors="replace", closefd=False) as stdin:  # noqa: ASYNC230 - it is open
            async with stdio_server(stdin=_Lines(stdin)) as (incoming, outgoing):
                await server.run(incoming, outgoing, server.create_initialization_options())
        group.cancel_scope.cancel()


async def _end_on_signal(scope: anyio.CancelScope) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        async for _ in signals:
            scope.cancel()


class _Lines(anyio.AsyncFile[str]):
    """Lines of a client, whose next one need not be awaited when the process is to end."""

    async def readline(self) -> str:
        """Read a line; empty at the end."""
        return await run_sync(self.wrapped.readline, abandon_on_cancel=True)
