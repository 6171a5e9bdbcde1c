"""Read the pages of a WARC file: address, date and text of every response that is text."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa

from barred.errors import UsageProblem
from barred.readers.page_text import page_text
from barred.readers.stretches.asked import asked
from barred.readers.stretches.stretch import Stretch
from barred.readers.stretches.unpack import Unpacked, is_packed

__all__ = ["need_warc", "read_warc"]

_HTML = ("text/html", "application/xhtml+xml")
# Pages are long: a batch ends at so many signs, however few pages they are.
_BATCH_SIGNS = 16_000_000
_LONGEST_RECORD = 1 << 26


def need_warc(where: str) -> None:
    """Make sure that what WARC files take is installed.

    Raises:
        UsageProblem: It is not.
    """
    if find_spec("fastwarc") is None or find_spec("resiliparse") is None:
        raise UsageProblem(
            "WARC files need the packages of the extra `warc`",
            where=where,
            remedy="install them: `python3 boot.py install warc` in a checkout, else barred[warc]",
        )


def read_warc(stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    """Read a file of pages, packed or not.

    Args:
        stretch: The whole file.
        size: How many pages a batch has at most.

    Returns:
        A question for each record that holds text: responses of type HTML or plain text, and the
        text that others took from pages. Its row is its number among all records of the file. A
        page that cannot be read, or the place where the file breaks off, is a question with an error.
    """
    need_warc(stretch.file)
    pages: list[dict[str, Any]] = []
    signs = 0
    for page in _pages(stretch):
        pages.append(page)
        signs += len(page.get("text") or "")
        if len(pages) >= size or signs >= _BATCH_SIGNS:
            yield _batch(pages, stretch)
            pages, signs = [], 0
    if pages:
        yield _batch(pages, stretch)


def _batch(pages: list[dict[str, Any]], stretch: Stretch) -> pa.RecordBatch:
    columns = {
        name: pa.array([page.get(name) for page in pages], pa.int64() if name == "row" else pa.string())
        for name in ("row", "uri", "date", "text", "error")
    }
    return asked({"file": stretch.file, "kind": "page", **columns}, len(pages))


def _pages(stretch: Stretch) -> Iterator[dict[str, Any]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - of the extra `warc`

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    row, path = 0, Path(stretch.path)
    with path.open("rb") as file:
        stream: Any = Unpacked(file) if is_packed(path) else file
        try:
            for record in ArchiveIterator(stream, parse_http=False, fsspec_args=False):
                row += 1
                if record.record_type & wanted and (page := _page(record)) is not None:
                    yield {"row": row, **page}
            trouble = stream.trouble if isinstance(stream, Unpacked) else ""
        except (OSError, ValueError) as error:
            trouble = str(error)
    if trouble:
        yield {"row": row + 1, "error": f"nothing can be read beyond record {row} ({trouble})"}


def _page(record: Any) -> dict[str, Any] | None:  # noqa: ANN401 - of a package that may be absent
    """Give what a record says, its text or why there is none; None for what holds no text by its type."""
    told = {"uri": record.headers.get("WARC-Target-URI"), "date": record.headers.get("WARC-Date")}
    if record.headers.get("Content-Length") is None:
        return {**told, "error": "the file breaks off in the head of this record"}
    length, is_long = record.content_length, record.content_length > _LONGEST_RECORD
    try:
        if not is_long:
            block = record.reader.read()
            if len(block) < length:
                return {**told, "error": "the file breaks off in this record"}
            record.set_bytes_content(block)
        type_, charset = _typed(record)
        if type_ is not None and type_ not in _HTML and type_ != "text/plain":
            return None
        if is_long:
            return {**told, "error": f"a page of more than {_LONGEST_RECORD >> 20} MB"}
        body = record.reader.read()
    except (OSError, ValueError) as error:
        return {**told, "error": f"the page cannot be read ({error})"}
    is_html = type_ in _HTML or (type_ is None and body.lstrip()[:1] == b"<")
    return {**told, "text": page_text(body, charset=charset, is_html=is_html)}


def _typed(record: Any) -> tuple[str | None, str | None]:  # noqa: ANN401 - of a package that may be absent
    """Give the media type and charset of what a record holds, its HTTP header being read away."""
    if record.is_http:
        record.parse_http(auto_decode="all")
        return record.http_content_type, record.http_charset
    type_, _, rest = (record.headers.get("Content-Type") or "").partition(";")
    name, _, charset = rest.strip().partition("=")
    return type_.strip().lower() or None, charset.strip("\"' ") if name.lower() == "charset" else None
