"""Fetch the file of a list from its publisher: asked once, with a name, a limit and a deadline.

This is the only place in the program that speaks to a network, and only `barred lists update` comes
here.
"""

from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from barred import __version__
from barred.errors import FileProblem, UsageProblem

__all__ = ["FORMS", "Fetched", "Limits", "Wanted", "fetch"]

# What a publisher may call a file of a form. A page that says sorry is none of them.
FORMS = {
    "csv": (
        "text/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/csv",
        "application/octet-stream",
        "binary/octet-stream",
    ),
    "html": ("text/html", "application/xhtml+xml"),
    "xml": ("text/xml", "application/xml", "application/octet-stream", "binary/octet-stream"),
}
_AT_ONCE = 1 << 16
_UNCHANGED = 304
_AGENT = f"barred/{__version__} (reads official lists)"


class Limits(NamedTuple):
    """How long and how much: for one silence, for the whole answer, and its size."""

    silence_s: float = 30.0
    total_s: float = 600.0
    most_bytes: int = 200_000_000


class Wanted(NamedTuple):
    """A file: where, in which of `FORMS`, and what the publisher said of it when it was fetched last."""

    address: str
    form: str
    etag: str = ""
    modified: str = ""


class Fetched(NamedTuple):
    """The bytes, or None when they are those of the last time, and what to say when asking again."""

    content: bytes | None
    etag: str
    modified: str


class _SameScheme(HTTPRedirectHandler):
    """Follow where the publisher sends us, never from a protected connection to another."""

    def redirect_request(self, req: Request, *told: Any) -> Request | None:  # noqa: ANN401 - as the library calls it
        return super().redirect_request(req, *told) if told[-1].partition(":")[0] == req.type else None


def fetch(wanted: Wanted, *, limits: Limits, clock: Callable[[], float]) -> Fetched:
    """Fetch a file.

    Args:
        wanted: The file.
        limits: What is waited for and taken at most.
        clock: Gives seconds that only go forward.

    Raises:
        UsageProblem: The address is none of the web, or the form is not known.
        FileProblem: The publisher does not answer, answers something else, too much or only a part.
    """
    if wanted.form not in FORMS or not wanted.address.startswith(("https://", "http://")):
        raise UsageProblem(f"{wanted.form} at {wanted.address!r} cannot be fetched", remedy="correct the address")
    headers = {"User-Agent": _AGENT, "If-None-Match": wanted.etag, "If-Modified-Since": wanted.modified}
    request = Request(wanted.address, headers={name: told for name, told in headers.items() if told})  # noqa: S310
    begun = clock()
    try:
        with build_opener(_SameScheme).open(request, timeout=limits.silence_s) as answer:
            _check_type(answer, wanted)
            content = _content(answer, wanted, limits=limits, end=lambda: clock() - begun > limits.total_s)
            return Fetched(content, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    except HTTPError as answer:
        answer.close()
        if answer.code == _UNCHANGED:
            return Fetched(None, wanted.etag, wanted.modified)
        raise _problem(f"the publisher answered {answer.code} {answer.reason}", wanted) from None
    except (OSError, HTTPException) as trouble:
        raise _problem(f"cannot be fetched: {trouble}", wanted) from trouble


def _check_type(answer: HTTPResponse, wanted: Wanted) -> None:
    told = answer.headers.get_content_type() if "Content-Type" in answer.headers else "nothing"
    if told not in FORMS[wanted.form]:
        raise _problem(f"is {told}, not {wanted.form}", wanted)


def _content(answer: HTTPResponse, wanted: Wanted, *, limits: Limits, end: Callable[[], bool]) -> bytes:
    pieces: list[bytes] = []
    size = 0
    # One read at a time: a publisher that sends a byte now and then must not hold us for ever.
    while piece := answer.read1(_AT_ONCE):
        pieces.append(piece)
        size += len(piece)
        if size > limits.most_bytes:
            raise _problem(f"is larger than {limits.most_bytes} bytes", wanted)
        if end():
            raise _problem(f"did not come within {limits.total_s:g} seconds", wanted)
    promised = answer.headers.get("Content-Length", "")
    if promised.isdigit() and int(promised) != size:
        raise _problem(f"broke off after {size} of {promised} bytes", wanted)
    return b"".join(pieces)


def _problem(what: str, wanted: Wanted) -> FileProblem:
    return FileProblem(what, where=wanted.address, remedy="try again later, or import a file by hand")
