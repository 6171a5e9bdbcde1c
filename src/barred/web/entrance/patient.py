"""Connections whose clients have to send the head of a request in time.

The library below waits for a head without end: whoever sends a sign now and then would hold a connection for ever, and
with it one of the files that the process may have open.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

__all__ = ["patient"]


def patient(within_s: float) -> type[H11Protocol]:
    """Give a protocol that closes connections on which no whole head comes.

    Args:
        within_s: In which time after the connection was made, or after the first sign of a later request.
    """

    class _Patient(H11Protocol):
        _closing: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as the library has it
            super().connection_made(transport)
            self._look()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._look()

        def connection_lost(self, exc: Exception | None) -> None:
            self._wait_no_more()
            super().connection_lost(exc)

        def _look(self) -> None:
            cycle: RequestResponseCycle | None = self.cycle
            is_answered = cycle is not None and not cycle.response_complete
            if is_answered or self.transport.is_closing():
                self._wait_no_more()
            elif self._closing is None:
                self._closing = self.loop.call_later(within_s, self.transport.close)

        def _wait_no_more(self) -> None:
            if self._closing is not None:
                self._closing.cancel()
                self._closing = None

    return _Patient
