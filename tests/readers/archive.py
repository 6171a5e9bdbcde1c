"""Write small web archives, record by record."""

import gzip
from collections.abc import Iterable
from pathlib import Path

__all__ = ["page", "taken", "write_warc"]


def page(uri: str, body: bytes, content_type: str, *, extra: str = "", kind: str = "response") -> bytes:
    """Give the record of an HTTP response."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    return _record(uri, head.encode() + body, "application/http; msgtype=response", kind)


def taken(uri: str, text: str) -> bytes:
    """Give the record of a text that somebody else took from a page."""
    return _record(uri, text.encode(), "text/plain", "conversion")


def _record(uri: str, block: bytes, content_type: str, kind: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write_warc(path: Path, records: Iterable[bytes], *, cut: int = 0) -> Path:
    """Write an archive, each record packed by itself when the name ends in .gz; `cut` bytes short."""
    packed = b"".join(gzip.compress(one) if path.suffix == ".gz" else one for one in records)
    path.write_bytes(packed[: len(packed) - cut])
    return path
