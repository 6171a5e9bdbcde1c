"""A request that goes no further; it is no fault of the program."""

from collections.abc import Iterable
from http import HTTPStatus

__all__ = ["Refused"]


class Refused(Exception):
    """Why, and with which headers.

    Args:
        status: The status of the answer.
        detail: One sentence.
        headers: What the client is told besides.
        remedy: What to do about it.
    """

    def __init__(
        self, status: HTTPStatus, detail: str, headers: Iterable[tuple[bytes, bytes]] = (), *, remedy: str = ""
    ) -> None:
        self.status, self.detail, self.headers, self.remedy = status, detail, tuple(headers), remedy
        super().__init__(detail)
