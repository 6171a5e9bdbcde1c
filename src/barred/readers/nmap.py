"""Read the XML that nmap writes: a row for each host that answered, with what its services said of themselves.

Nmap keeps the answer of a service that it does not know in a fingerprint, which is where relabelled
devices give their maker away; it is undone here. What nmap itself makes of a MAC address is left
aside, since the address says it better. Nothing is probed: the scan is the user's own.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from barred.errors import FileProblem
from barred.readers.json_document import JsonDocument
from barred.readers.options import Options
from barred.readers.table import LeftOut

__all__ = ["Hosts", "read"]

_MOST_BYTES = 100 * 1024**2
_PIECE = 1 << 16
# The parser expands what a document declares; nmap names its document type and declares nothing.
_DECLARED = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT)|<!DOCTYPE[^>]*\[|\x00", re.IGNORECASE)
_ANSWER = re.compile(r'%r\([^,]*,[0-9A-F]+,"((?:[^"\\]|\\.)*)"\)', re.DOTALL)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|.)", re.DOTALL)
_CONTROLS = {"r": "\n", "n": "\n", "t": " ", "0": " "}
# Lines of an answer that say nothing of who made the device.
_DULL = re.compile(
    r"(?:date|etag|expires|last-modified|content-[a-z-]+|connection|cache-control|pragma|accept-ranges|vary"
    r"|transfer-encoding|keep-alive|cseq|set-cookie|public|allow):",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]*>")
_SAID = ("product", "version", "extrainfo", "devicetype", "hostname")
_MOST_TEXT = 4_000


def read(path: Path, options: Options) -> list["Hosts"]:
    """Open a scan.

    Raises:
        FileProblem: It is no whole XML of nmap, declares entities, is too large, or no host of it answered.
    """
    del options  # the document says how it is encoded
    hosts = list(_hosts(path))
    rows = [row for row in map(_row, hosts) if row["services"] or row["mac address"]]
    if not rows:
        remedy = "scan with -sV, or with rights to see hardware addresses"
        raise FileProblem(f"none of its {len(hosts)} hosts told anything of itself", where=str(path), remedy=remedy)
    return [Hosts(path, list(rows), silent=len(hosts) - len(rows))]


class Hosts(JsonDocument):
    """The hosts in the order of the scan, numbered from 1, and how many said nothing."""

    def __init__(self, path: Path, values: list[object], *, silent: int) -> None:
        super().__init__(path, values)
        told = LeftOut(f"{path.name}: hosts without an answer ({silent})", "they told nothing of themselves")
        self.left_out: tuple[LeftOut, ...] = (told,) if silent else ()


def _hosts(path: Path) -> Iterator[Element]:
    if path.stat().st_size > _MOST_BYTES:
        raise _problem(f"a scan of more than {_MOST_BYTES // 1024**2} MB", path, "scan fewer hosts a file")
    content = path.read_bytes()
    if _DECLARED.search(content):
        raise _problem("entities, or an encoding that may hide them, are in it", path, "give it as nmap wrote it")
    parser: XMLPullParser[Element] = XMLPullParser(("end",))
    try:
        for at in range(0, len(content), _PIECE):
            parser.feed(content[at : at + _PIECE])
            yield from (element for _, element in parser.read_events() if element.tag == "host")  # type: ignore[misc,union-attr]
        parser.close()
    except ParseError as trouble:
        raise _problem(f"no whole XML: {trouble}", path, "let the scan end, or scan again") from trouble


def _problem(what: str, path: Path, remedy: str) -> FileProblem:
    return FileProblem(what, where=str(path), remedy=remedy)


def _row(host: Element) -> dict[str, str]:
    addresses = {one.get("addrtype", ""): one.get("addr", "") for one in host.iter("address")}
    names = [one.get("name", "") for one in host.iter("hostname")]
    return {
        "host": addresses.get("ipv4") or addresses.get("ipv6") or next(filter(None, names), ""),
        "mac address": addresses.get("mac", ""),
        "services": " | ".join(dict.fromkeys(_told(host)))[:_MOST_TEXT],
    }


def _told(host: Element) -> Iterator[str]:
    for port in host.iter("port"):
        service = port.find("service")
        if service is not None:
            said = " ".join(filter(None, (service.get(name, "") for name in _SAID)))
            yield from filter(None, (said, *_answers(service.get("servicefp", ""))))
    for script in host.iter("script"):
        yield from _lines(script.get("output", ""))


def _answers(fingerprint: str) -> Iterator[str]:
    """Undo the escapes of a fingerprint, and give the lines that tell something, each once."""
    for answer in _ANSWER.findall(fingerprint):
        yield from _lines(_ESCAPE.sub(_undone, answer))


def _undone(found: re.Match[str]) -> str:
    sign = found[1]
    if len(sign) > 1:
        return chr(int(sign[1:], 16))
    return _CONTROLS.get(sign, sign)


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = " ".join(_MARKUP.sub(" ", line).split())
        if words.isprintable() and words and not _DULL.match(words):
            yield words
