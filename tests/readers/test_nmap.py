"""Scans of nmap: a row for each host, fingerprints undone, and nothing passed over in silence."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import FileProblem
from barred.readers.open_tables import open_tables
from tests.readers.writing import batches, only_table, texts

_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner="nmap">'
_PRINT = "SF-Port80-TCP:V=7.93%r(GetRequest,5A,{})%r(HTTPOptions,5A,{});"


def host(*services: str, mac: str = "", ip: str = "10.0.0.4") -> str:
    """Write a host with some services, each as the attributes of its element."""
    address = f'<address addr="{mac}" addrtype="mac" vendor="Somebody"/>' if mac else ""
    ports = "".join(f'<port portid="{n}"><service {one}/></port>' for n, one in enumerate(services))
    return f'<host><address addr="{ip}" addrtype="ipv4"/>{address}<ports>{ports}</ports></host>'


def escaped(answer: str) -> str:
    """Write an answer as nmap does in a fingerprint: quoted, signs behind a backslash, spaces as bytes."""
    signs = {"\r": "\\r", "\n": "\\n", " ": "\\x20"}
    return '"' + "".join(signs.get(one, one if one.isalnum() else f"\\{one}") for one in answer) + '"'


def write(folder: Path, *hosts: str, head: str = _HEAD, tail: str = "</nmaprun>") -> Path:
    """Write a scan."""
    path = folder / "scan.xml"
    path.write_text(f"{head}{''.join(hosts)}{tail}", "utf-8")
    return path


def test_a_host_is_a_row(tmp_path: Path) -> None:
    """Its addresses, and what its services said; what nmap makes of the address is not among it."""
    known = host('name="http" product="Example httpd" version="1.2"', mac="00:53:AB:00:00:01")
    path = write(tmp_path, known, host('name="rtsp" product="Sample server"', ip="10.0.0.5"))
    table = only_table(path)

    assert table.header == ["host", "mac address", "services"]
    assert [row for batch in batches(path) for row in batch.rows] == [
        ["10.0.0.4", "00:53:AB:00:00:01", "Example httpd 1.2"],
        ["10.0.0.5", "", "Sample server"],
    ]


def test_the_answer_of_an_unknown_service_is_undone(tmp_path: Path) -> None:
    """Lines that tell nothing of the maker are left out, and the same answer to two requests counts once."""
    answer = escaped('HTTP/1.1 401 Unauthorized\r\nDate: today\r\nServer: X-webs/\r\nrealm="A(5)"\r\n\r\n')
    said = quoteattr(_PRINT.format(answer, answer))

    [text] = texts(write(tmp_path, host(f'name="unknown" servicefp={said}')))

    assert text == 'HTTP/1.1 401 Unauthorized | Server: X-webs/ | realm="A(5)"'


@given(st.text(st.characters(codec="ascii", categories=("Lu", "Ll", "Nd", "P", "S", "Zs")), min_size=1, max_size=40))
def test_any_line_comes_back_as_it_was_said(tmp_path_factory: pytest.TempPathFactory, line: str) -> None:
    """Whatever signs an answer has, its fingerprint gives them back."""
    wanted = " ".join(f"Server: {line.replace('<', '(').replace('>', ')')}".split())
    said = quoteattr(_PRINT.format(escaped(wanted), escaped(wanted)))

    [text] = texts(write(tmp_path_factory.mktemp("scan"), host(f"servicefp={said}")))

    assert text == wanted


def test_hosts_that_say_nothing_are_told(tmp_path: Path) -> None:
    """They are counted, not passed over."""
    opened = open_tables(write(tmp_path, host('product="Example"'), host('name="http"'), host()))

    assert [one.name for one in opened.left_out] == ["scan.xml: hosts without an answer (2)"]


@pytest.mark.parametrize(
    ("hosts", "head", "tail", "told"),
    [
        ((), _HEAD, "</nmaprun>", "none of its 0 hosts"),
        ((host(),), _HEAD, "</nmaprun>", "none of its 1 hosts"),
        ((host('product="A"'),), _HEAD, "", "no whole XML"),
        ((host('product="A"'),), '<!DOCTYPE n [<!ENTITY a "b">]><nmaprun>', "</nmaprun>", "entities"),
        ((), "<html>", "</html>", "markup"),
    ],
    ids=["empty", "silent", "cut short", "declares entities", "another document"],
)
def test_what_is_no_whole_scan_is_refused(
    tmp_path: Path, hosts: tuple[str, ...], head: str, tail: str, told: str
) -> None:
    """The reason is told, and what to do."""
    with pytest.raises(FileProblem, match=told):
        open_tables(write(tmp_path, *hosts, head=head, tail=tail))
