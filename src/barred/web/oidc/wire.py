"""The way to the provider: to the hosts that the operator named and to no other, a bounded answer, no redirects.

Everything that the server asks of another machine goes through here. What a provider tells of itself is held to the
same hosts, so nobody can make the server speak to a machine behind it.
"""

from collections.abc import AsyncIterator
from typing import cast

import httpx2

from barred.web.oidc.setup import origin_of
from barred.web.oidc.trouble import SignInTrouble

__all__ = ["Wire"]

_MOST_BYTES = 1 << 20


class Wire(httpx2.AsyncBaseTransport):
    """Carries requests.

    Args:
        origins: Where they may go, as `origin_of` writes it.
    """

    def __init__(self, origins: frozenset[str]) -> None:
        self._origins = origins
        # The environment of the server names no proxy that would hear of codes and tokens.
        self._wire = httpx2.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request.

        Raises:
            SignInTrouble: It would go elsewhere, or the answer is packed.
        """
        origin = origin_of(str(request.url))
        if origin not in self._origins:
            raise SignInTrouble("unreachable", f"{origin} is no host of the provider; --oidc-host names others")
        request.headers["Accept-Encoding"] = "identity"
        answer = await self._wire.handle_async_request(request)
        stream = _Bounded(cast("httpx2.AsyncByteStream", answer.stream))
        if answer.headers.get("content-encoding", "identity") != "identity":
            await stream.aclose()
            raise SignInTrouble("unreachable", "its answer is packed, which was not asked for")
        return httpx2.Response(answer.status_code, headers=answer.headers, stream=stream, extensions=answer.extensions)

    async def aclose(self) -> None:
        """Let go of every connection."""
        await self._wire.aclose()


class _Bounded(httpx2.AsyncByteStream):
    """An answer that is read no further than its limit."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._stream:
            size += len(piece)
            if size > _MOST_BYTES:
                raise SignInTrouble("unreachable", f"its answer is longer than {_MOST_BYTES} bytes")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
