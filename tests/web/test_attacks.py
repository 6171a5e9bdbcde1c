"""What somebody without rights tries: every route, every way in, ways out of the folder, and what time could tell."""

import ast
import socket
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from barred.directory.snapshot import Snapshot
from barred.web.entrance.rights import Rights
from tests.web.entrance.test_sessions import cookie_of, sign_in
from tests.web.hostile import leading_out
from tests.web.office import Office, office
from tests.web.provider import CLIENT, SECRET, provider
from tests.web.test_hostile_files import bring

_SOURCE = Path(__file__).parents[2] / "src" / "barred"
# Everything that anybody may ask of a server that asks everybody for a key; a new page is not among it by itself.
_OPEN = {
    *("/healthz", "/readyz", "/openapi.json", "/docs", "/sign-in", "/sign-out", "/sign-in/provider", "/sign-in/back"),
    "/sign-out/provider",
    *("/.well-known/authzen-configuration", "/static/style.css", "/static/app.js", "/static/icon.svg"),
}
_KEPT = ("jobs", "checks", "waivers", "log", "keys", "sessions")
# The modules through whose hands secrets go, beside those of the sign-in by a provider.
_HOLDING = (
    *("ledger/keys.py", "ledger/sessions.py", "ledger/signing_secret.py", "ledger/spend.py"),
    *("web/answering/briefly.py", "web/entrance/address_key.py", "web/entrance/cookies.py"),
    *("web/entrance/doorkeeper.py", "web/entrance/keyring.py", "web/entrance/sessions.py"),
    *("web/routes/provider.py", "web/routes/sign_in.py"),
)
_SECRETS = {"digest", "secret", "word", "csrf", "state", "verifier", "nonce", "signature"}
# Writes down whom a process connects to and which names it looks up; Python runs it before anything else.
_WITNESS = """
import os, sys
def _note(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        told = f"{args[1][0]}:{args[1][1]}"
    elif event == "socket.getaddrinfo":
        told = f"{args[0]}:{args[1]}"
    else:
        return
    with open(os.environ["WITNESS"], "a") as out:
        out.write(told + "\\n")
sys.addaudithook(_note)
"""


def test_no_route_is_open_by_oversight(routes: list[tuple[str, str]]) -> None:
    """A strict server asks everybody for a key but where people sign in and machines look whether it is well."""
    rights = Rights(is_strict=True)

    opened = {path for method, path in routes if not rights.needed(method, path)}

    assert len(routes) > 120
    assert opened <= _OPEN, opened - _OPEN
    assert {"/sign-in", "/sign-in/back", "/healthz"} <= opened


def test_what_is_kept_is_closed_on_every_server(routes: list[tuple[str, str]]) -> None:
    """Also where questions need no key, as a page as well as for programs, and nothing is changed with less."""
    rights = Rights()

    kept = [(method, path) for method, path in routes if path.removeprefix("/v1").strip("/").split("/")[0] in _KEPT]

    assert len(kept) > 15
    assert [one for one in kept if not rights.needed(*one)] == []
    for word in ("keys", "log"):
        assert {rights.needed(*one) for one in kept if f"/{word}" in one[1]} == {"admin"}


def test_no_change_is_made_without_the_word_of_the_session(desk: Office, routes: list[tuple[str, str]]) -> None:
    """Every route that changes something, asked with the session of an admin by a page of another site."""
    cookie = cookie_of(sign_in(desk, desk.keys["admin"]))
    unsafe = [(method, path) for method, path in routes if method not in {"GET", "HEAD", "OPTIONS"}]

    for method, path in unsafe:
        address = path.replace("{", "").replace("}", "")
        # What a file form brings is kept for nobody: its page is everybody's, and tells where the form comes from.
        site = {"Sec-Fetch-Site": "cross-site"} if path == "/check" else {}
        for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
            told = {"Cookie": cookie, "Content-Type": kind, **site}
            answer = desk.server.ask(method, address, body=b"csrf=0", headers=told)
            assert answer.status == 403, (method, path, kind, answer.status)
    assert len(unsafe) > 15


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/pages.py",
        "/static/..%2f..%2fpages.py",
        "/static/..%5c..%5cpages.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/style.css%00.js",
        "/v1/jobs/..%2f..%2fetc%2fpasswd",
        "/v1/jobs/job-1/result/..%2f..%2f..%2fetc%2fpasswd",
        "/v1/checks/..%2f..%2fledger.sqlite",
        "/v1/evidence/sha256:..%2f..%2f..%2fetc%2fpasswd",
        "/v1/evidence/..%2f..%2fetc%2fpasswd",
        "/check/..%2f..%2f..%2fetc/results",
        "/check/%2e%2e/columns",
        "/organisations/..%2f..%2fetc%2fpasswd",
        "/feeds/place/..%2f..%2fetc.json",
        "/etc/passwd",
        "//etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_folder(desk: Office, path: str) -> None:
    """With and without encoding; what is no address of ours is none, and no fault of the server."""
    answer = desk.ask("admin", "GET", path)

    assert answer.status in {404, 405, 422}, answer.body
    assert b"root:" not in answer.body
    assert b"SQLite" not in answer.body


def test_requests_that_are_none_are_dropped(desk: Office) -> None:
    """Two lengths, smuggled requests, heads without end: closed or refused, and the next one is answered."""
    port = urlsplit(desk.server.address).port or 0
    for raw in (
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        b"GET /v1/keys HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"GET /v1/keys\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            told = b""
            # The server may have hung up before all was sent.
            with suppress(OSError):
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(1 << 16):
                    told += piece
        assert told == b"" or told.startswith(b"HTTP/1.1 4"), (raw[:60], told[:80])
    assert desk.server.get("/healthz").status == 200
    assert not [one for one in desk.server.lines() if one["event"] == "failure"]


def test_the_server_asks_nobody_but_the_provider(snapshot: Snapshot, tmp_path: Path) -> None:
    """Whatever it is asked, sent or told by the provider: its only connections are to the issuer that was named."""
    (tmp_path / "sitecustomize.py").write_text(_WITNESS, "utf-8")
    notes = tmp_path / "connections"
    notes.touch()
    with provider() as idp, pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(tmp_path))
        patched.setenv("WITNESS", str(notes))
        patched.setenv("BARRED_OIDC_SECRET", SECRET)
        patched.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        words = ("--oidc-issuer", idp.issuer, "--oidc-client", CLIENT, "--oidc-roles", "sub:*=admin")
        with office(tmp_path, snapshot.path, *words) as found:
            before = notes.read_text("utf-8").splitlines()
            for path in ("/", "/search?q=http://evil.example/", "/ask?q=http://127.0.0.1:9/", "/v1/sources",
                         "/v1/lookup?text=http://127.0.0.1:9/", "/feeds/changes.atom", "/docs"):  # fmt: skip
                found.server.ask("GET", path)
            for name, body in leading_out("http://127.0.0.1:9").items():
                got = bring(found.server, name, body)
                found.server.ask("GET", got.headers.get("location", "/"))
                found.job("admin", body, name=name)
            found.work()
            idp.behave(claims={"picture": "http://127.0.0.1:9/picture", "profile": "http://127.0.0.1:9/profile"})
            sent = found.server.ask("GET", "/sign-in/provider")
            cookie, back = sent.headers["set-cookie"].partition(";")[0], urlsplit(idp.sign_in(sent.headers["location"]))
            signed = found.server.ask("GET", f"{back.path}?{back.query}", headers={"Cookie": cookie})
        after = notes.read_text("utf-8").splitlines()[len(before) :]

    assert signed.status == 303
    assert set(after) == {urlsplit(idp.issuer).netloc}
    assert set(before) <= {"127.0.0.1:0"}


def naive(source: str) -> list[str]:
    """Give the comparisons in a module by which time could tell a secret: with `==`, `!=` or `in`, sign by sign."""
    found = []
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.Compare) and any(
            isinstance(by, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for by in one.ops
        ):
            # A column of a table is compared by the database, to find a row by a digest and never by a secret.
            sides = [ast.unparse(side) for side in (one.left, *one.comparators)]
            named = [side.rsplit(".", 1)[-1].rsplit("_", 1)[-1].strip("()").casefold() for side in sides]
            if set(named) & _SECRETS and not any(".c." in side for side in sides):
                found.append(ast.unparse(one))
    return found


def test_no_secret_is_compared_sign_by_sign() -> None:
    """Keys, sessions, words of forms and states of sign-ins: each by a comparison that takes the same time."""
    rooms = {path: (_SOURCE / path).read_text("utf-8") for path in _HOLDING}
    rooms |= {f"web/oidc/{path.name}": path.read_text("utf-8") for path in (_SOURCE / "web" / "oidc").glob("*.py")}
    compares = {path for path, source in rooms.items() if "hmac.compare_digest(" in source}

    assert {path: some for path, source in rooms.items() if (some := naive(source))} == {}
    assert compares == {"ledger/keys.py", "ledger/sessions.py", "web/entrance/sessions.py", "web/oidc/flow.py"}


@pytest.mark.parametrize(
    "line", ["digest == row.digest", "x = a.secret != b", "if word in body: pass", "state == told"]
)
def test_a_naive_comparison_is_a_fault(line: str) -> None:
    """The guard has failed once in each of its ways."""
    assert naive(line)


def test_what_reads_the_ledger_opens_nothing(desk: Office) -> None:
    """Keys, sessions and their secrets are there as digests; what signs cookies makes no session."""
    cookie = cookie_of(sign_in(desk, desk.keys["admin"]))
    with sqlite3.connect(desk.address) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = "\n".join(str(row) for name in tables for row in connection.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
    connection.close()

    assert "sessions" in tables
    for key in desk.keys.values():
        assert key.split("_", 2)[2] not in held
    assert cookie.partition("=")[2].split(".")[0] not in held
