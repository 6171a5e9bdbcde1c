"""How many answers go on at once that have no end of their own: a few for each who asks, and some for all.

Each holds a connection and looks into the ledger several times a second. Without a limit one person with a lesser key
could take all that the server answers at once.
"""

from collections import Counter
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

__all__ = ["Streams"]

_MOST_EACH, _MOST = 16, 128
_RETRY = {"Retry-After": "5"}


class Streams:
    """The streams that go on.

    Args:
        most_each: How many for each who asks.
        most: How many for all.
    """

    def __init__(self, most_each: int = _MOST_EACH, most: int = _MOST) -> None:
        self._most_each, self._most = most_each, most
        self._open: Counter[str] = Counter()

    def look(self, whose: str) -> None:
        """Look whether one more may begin.

        Raises:
            HTTPException: There are too many, of this one or of all.
        """
        if self._open[whose] >= self._most_each:
            detail = f"{self._most_each} streams of this key or person go on already"
            raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, detail, _RETRY)
        if self._open.total() >= self._most:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, f"{self._most} streams go on already", _RETRY)

    def counted(self, response: StreamingResponse, whose: str) -> StreamingResponse:
        """Give the response as one that counts while it goes on, however it ends."""
        return _Counted(response, self._open, whose)


class _Counted(StreamingResponse):
    """Counts from its first byte to its end."""

    def __init__(self, response: StreamingResponse, counter: Counter[str], whose: str) -> None:
        super().__init__(response.body_iterator, headers=response.headers, media_type=response.media_type)
        self._counter, self._whose = counter, whose

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._counter[self._whose] += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._counter[self._whose] -= 1
            if not self._counter[self._whose]:
                del self._counter[self._whose]
