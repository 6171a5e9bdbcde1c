"""A provider of OpenID Connect as a process of its own, with real keys and signatures, that can be told to misbehave.

It signs everybody in as the person that it was told last. `barred` is nowhere in it: what it takes and gives is what
the standards say.
"""

import base64
import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwk, jws, jwt

__all__ = ["CLIENT", "SECRET", "Provider", "provider"]

CLIENT, SECRET = "barred at work", "a secret: with % and é"
_RS256, _ES256 = "RS256", "ES256"
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class _State:
    """What the provider knows."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.keys: dict[str, Any] = {
            _RS256: jwk.RSAKey.generate_key(2048, {"kid": "one"}),
            _ES256: jwk.ECKey.generate_key("P-256", {"kid": "two"}),
        }
        self.stranger = jwk.RSAKey.generate_key(2048, {"kid": "one"})
        self.told: dict[str, Any] = {}
        self.codes: dict[str, dict[str, Any]] = {}
        self.access: set[str] = set()
        self.asked: list[str] = []

    def description(self) -> dict[str, Any]:
        """Give what the provider tells of itself."""
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "backchannel_logout_supported": True,
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [_RS256, _ES256, "none"],
            "authorization_response_iss_parameter_supported": True,
        }
        return {**told, **self.told.get("description", {})}

    def public(self) -> dict[str, Any]:
        """Give the keys that it publishes, and one that is none for signatures."""
        shared = {"kty": "oct", "k": "c2VjcmV0", "kid": "three", "use": "sig"}
        strange = {"kty": "LATTICE", "kid": "four"}
        return {"keys": [*(one.as_dict(private=False, use="sig") for one in self.keys.values()), shared, strange]}

    def id_token(self, nonce: str) -> str:
        """Make an ID token, good or in the way that was told."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "248", "iat": now, "exp": now + 300, "nonce": nonce,
                  "name": "Ada Example", "groups": ["cameras", "desk"], **self.told.get("claims", {})}  # fmt: skip
        return self.signed(claims)

    def logout_token(self, told: dict[str, Any], header: dict[str, str]) -> str:
        """Make a logout token, with some claims as they were told."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "248", "iat": now, "exp": now + 120,
                  "jti": secrets.token_hex(8), "events": {_LOGOUT: {}}, **told}  # fmt: skip
        return self.signed(claims, {"typ": "logout+jwt", **header})

    def signed(self, claims: dict[str, Any], header: dict[str, str] | None = None) -> str:
        """Sign claims, or do what was told in place of that; those that are None are left out."""
        claims = {name: value for name, value in claims.items() if value is not None}
        signs = self.told.get("signs", _RS256)
        if signs == "none":
            return jwt.encode(
                {"alg": "none"}, claims, jwk.OctKey.import_key("x"), registry=jws.JWSRegistry(algorithms=["none"])
            )
        if signs == "shared secret":
            return _by_hand(claims, SECRET.encode())
        if signs == "public key":
            return _by_hand(claims, self.keys[_RS256].as_pem(private=False))
        if signs == "stranger":
            return jwt.encode({"alg": _RS256, "kid": "one"}, claims, self.stranger)
        made = jwt.encode({"alg": signs, "kid": self.keys[signs].kid, **(header or {})}, claims, self.keys[signs])
        if signs_tampered := self.told.get("tampered"):
            head, _, tail = made.split(".")
            return ".".join((head, _packed(json.dumps({**claims, **signs_tampered}).encode()), tail))
        return made


def _by_hand(claims: dict[str, Any], secret: bytes) -> str:
    """Sign with HS256, as an attacker does who knows a public key, or the shared secret."""
    head = _packed(b'{"alg":"HS256","kid":"one"}')
    body = f"{head}.{_packed(json.dumps(claims).encode())}"
    return f"{body}.{_packed(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class _Desk(BaseHTTPRequestHandler):
    """Answers."""

    state: _State
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Describe itself, give its keys, or send a browser back with a code."""
        parts = urlsplit(self.path)
        self.state.asked.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self._document(self.state.description())
        elif parts.path == "/keys":
            self._document(self.state.public())
        elif parts.path == "/asked":
            self._document(self.state.asked[:-1])
        elif parts.path == "/userinfo":
            self._userinfo()
        elif parts.path == "/authorize":
            self._authorize({name: values[0] for name, values in parse_qs(parts.query).items()})
        else:
            self._tell(404, {})

    def do_POST(self) -> None:
        """Change a code for a token; or be told how to behave."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.state.asked.append(self.path)
        if self.path == "/behave":
            self._behave(json.loads(body))
        elif self.path == "/logout-token":
            self._tell(200, self.state.logout_token(*json.loads(body)))
        elif self.path == "/token":
            self._token({name: values[0] for name, values in parse_qs(body.decode()).items()})
        else:
            self._tell(404, {})

    def _behave(self, told: dict[str, Any]) -> None:
        if told.pop("new keys", False):
            self.state.keys[_RS256] = jwk.RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})
        self.state.told, self.state.asked = told, []
        self._tell(200, {})

    def _document(self, told: object) -> None:
        wrong = self.state.told.get("documents")
        if wrong == "moved":
            self._tell(302, {}, Location="http://127.0.0.1:9/elsewhere")
        elif wrong == "huge":
            self._tell(200, {"issuer": self.state.issuer, "more": "x" * (2 << 20)})
        elif wrong == "packed":
            self._tell(200, told, Content_Encoding="gzip")
        elif wrong == "no JSON":
            self._send(200, b"<html>sorry</html>", {"Content-Type": "text/html"})
        else:
            self._tell(200, told)

    def _authorize(self, asked: dict[str, str]) -> None:
        good = (asked.get("client_id") == CLIENT and asked.get("response_type") == "code"
                and "openid" in asked.get("scope", "").split() and asked.get("code_challenge_method") == "S256"
                and urlsplit(asked.get("redirect_uri", "")).path == "/sign-in/back")  # fmt: skip
        if not good:
            self._tell(400, {"error": "invalid_request"})
            return
        code = secrets.token_urlsafe(16)
        self.state.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.state.issuer, **self.state.told.get("back", {})}
        back = {name: value for name, value in back.items() if value is not None}
        self._tell(303, {}, Location=f"{asked['redirect_uri']}?{urlencode(back)}")

    def _token(self, asked: dict[str, str]) -> None:
        kept = self.state.codes.pop(asked.get("code", ""), None)
        challenge = _packed(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        if self._client(asked) != (CLIENT, SECRET):
            self._tell(401, {"error": "invalid_client"})
        elif (kept is None or kept["redirect_uri"] != asked.get("redirect_uri")
              or kept["code_challenge"] != challenge or asked.get("grant_type") != "authorization_code"):  # fmt: skip
            self._tell(400, {"error": "invalid_grant"})
        else:
            access = secrets.token_urlsafe(16)
            self.state.access.add(access)
            token = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
            self._tell(
                200, {**token, "id_token": self.state.id_token(kept["nonce"]), **self.state.told.get("token", {})}
            )

    def _userinfo(self) -> None:
        scheme, _, access = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or access not in self.state.access:
            self._tell(401, {"error": "invalid_token"})
        else:
            self._tell(200, {"sub": "248", "groups": ["heads"], **self.state.told.get("userinfo", {})})

    def _client(self, asked: dict[str, str]) -> tuple[str, str]:
        scheme, _, rest = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            return asked.get("client_id", ""), asked.get("client_secret", "")
        name, _, secret = base64.b64decode(rest).decode().partition(":")
        return unquote(name.replace("+", " ")), unquote(secret.replace("+", " "))

    def _tell(self, status: int, told: object, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._send(status, json.dumps(told).encode(), {"Content-Type": "application/json", **named})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Provider:
    """A running provider.

    Args:
        issuer: Its address.
        process: The process.
    """

    def __init__(self, issuer: str, process: "subprocess.Popen[str]") -> None:
        self.issuer, self.process = issuer, process

    def behave(self, **told: Any) -> None:  # noqa: ANN401 - whatever the JSON holds
        """Tell it how to behave from now on, and forget what it was asked."""
        assert self._ask("POST", "/behave", json.dumps(told)) == {}

    def logout_token(self, header: dict[str, str] | None = None, **claims: Any) -> str:  # noqa: ANN401 - as JSON
        """Give a logout token as it would send one; claims that are None are left out."""
        return str(self._ask("POST", "/logout-token", json.dumps([claims, header or {}])))

    def asked(self) -> list[str]:
        """Give what it was asked since it was told how to behave."""
        told: list[str] = self._ask("GET", "/asked")
        return told

    def sign_in(self, address: str) -> str:
        """Follow a browser to it, and give the address to which it sends the browser back."""
        connection = HTTPConnection(urlsplit(self.issuer).netloc, timeout=60)
        try:
            connection.request("GET", address.removeprefix(self.issuer))
            answer = connection.getresponse()
            assert answer.status == 303, answer.read()
            return str(answer.headers["Location"])
        finally:
            connection.close()

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:  # noqa: ANN401 - whatever the JSON holds
        connection = HTTPConnection(urlsplit(self.issuer).netloc, timeout=60)
        try:
            connection.request(method, path, body=body)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()


@contextmanager
def provider() -> Iterator[Provider]:
    """Start a provider on a free port, and stop it in the end."""
    process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Provider(process.stdout.readline().strip(), process)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


def _serve() -> None:
    serving = ThreadingHTTPServer(("127.0.0.1", 0), _Desk)
    issuer = f"http://127.0.0.1:{serving.server_address[1]}"
    _Desk.state = _State(issuer)
    sys.stdout.write(f"{issuer}\n")
    sys.stdout.flush()
    serving.serve_forever()


if __name__ == "__main__":
    _serve()
