"""Serve one client over standard input and output, until it closes the one or a signal comes."""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

import anyio
from anyio.from_thread import run
from anyio.from_thread import run_sync as run_in_loop
from anyio.lowlevel import EventLoopToken, current_token
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
        async with stdio_server(stdin=_Lines()) as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
        group.cancel_scope.cancel()


async def _end_on_signal(scope: anyio.CancelScope) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        async for _ in signals:
            scope.cancel()


class _Lines(anyio.AsyncFile[str]):
    """Lines of standard input, read by a thread that the end of the process does not wait for."""

    def __init__(self) -> None:
        # An opening of its own: the thread holds its lock to the end, and Python would wait to close `sys.stdin`.
        own = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 - nobody may close it
        super().__init__(own)
        self._sender, self._receiver = anyio.create_memory_object_stream[str](0)
        Thread(target=self._read, args=(current_token(),), daemon=True).start()

    async def readline(self) -> str:
        """Give the next line; empty at the end."""
        try:
            return await self._receiver.receive()
        except anyio.EndOfStream:
            return ""

    def _read(self, token: EventLoopToken) -> None:
        with suppress(anyio.RunFinishedError, anyio.BrokenResourceError):  # nobody listens any more
            for line in self.wrapped:
                run(self._sender.send, line, token=token)
            run_in_loop(self._sender.close, token=token)
