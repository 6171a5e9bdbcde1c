"""Sessions of browsers: begun with a key, carried by a signed cookie, and safe from pages of others.

The cookie says which key began the session, and nothing else; the key is looked up again and again, so a session ends
when its key is revoked. It is HttpOnly and SameSite=Lax, and new with each sign-in. Whatever changes something also
needs a word that stands in the pages of the session alone: in a form as the field `csrf`, from a script as the header
`X-CSRF-Token`.
"""

import hashlib
import hmac
import secrets
import time
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple

from itsdangerous import BadData, URLSafeTimedSerializer

__all__ = ["COOKIE", "CSRF_FIELD", "CSRF_HEADER", "LASTS_S", "Session", "Sessions"]

COOKIE = "barred_session"
CSRF_FIELD = "csrf"
CSRF_HEADER = b"x-csrf-token"
LASTS_S = 12 * 3600
_SECRET_BYTES = 32
_ID_BYTES = 16
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Session(NamedTuple):
    """A session: the beginning of its key, and its own random id."""

    prefix: str
    id: str


class Sessions:
    """The sessions of one server.

    Args:
        secret: Signs the cookies; another one ends all sessions. Random when None.
    """

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(_SECRET_BYTES)
        self._signed = URLSafeTimedSerializer(self._secret, salt="session", signer_kwargs={"digest_method": _sha256})
        self._ended: dict[str, float] = {}

    def begin(self, prefix: str, *, host: str) -> str:
        """Begin a session.

        Args:
            prefix: Beginning of a key that was just shown and is good.
            host: The name under which the browser speaks to the server.

        Returns:
            The value of `Set-Cookie`.
        """
        value = self._signed.dumps([prefix, secrets.token_urlsafe(_ID_BYTES)])
        return f"{COOKIE}={value}; Max-Age={LASTS_S}; {_attributes(host)}"

    def read(self, cookies: str) -> Session | None:
        """Give the session that a `Cookie` header brings; None for one that is forged, too old or ended."""
        try:
            found = SimpleCookie(cookies).get(COOKIE)
            told = self._signed.loads(found.value, max_age=LASTS_S) if found else None
        except (BadData, CookieError):
            return None
        session = Session(*told) if told else None
        return None if session is None or session.id in self._ended else session

    def end(self, session: Session | None, *, host: str) -> str:
        """End a session, wherever its cookie was copied to; give the value of `Set-Cookie` that forgets it."""
        if session is not None:
            now = time.monotonic()
            self._ended = {key: until for key, until in self._ended.items() if until > now}
            self._ended[session.id] = now + LASTS_S
        return f"{COOKIE}=; Max-Age=0; {_attributes(host)}"

    def csrf(self, session: Session) -> str:
        """Give the word that forms of a session carry in `CSRF_FIELD`."""
        return hmac.new(self._secret, f"csrf {session.id}".encode(), hashlib.sha256).hexdigest()

    def proves(self, session: Session, *, header: str, body: bytes) -> bool:
        """Tell whether a request that changes something was made by a page of the session.

        Args:
            session: Whose request it claims to be.
            header: Its `X-CSRF-Token`; empty when there is none.
            body: A form, urlencoded or multipart; looked at when there is no header.
        """
        word = self.csrf(session)
        if header:
            return hmac.compare_digest(header.encode(), word.encode())
        # Nobody else can write the word, so where it stands as a field it is the field of our page.
        plain = f"{CSRF_FIELD}={word}".encode()
        part = f'name="{CSRF_FIELD}"\r\n\r\n{word}\r\n'.encode()
        return any(one == plain for one in body.split(b"&")) or part in body


def _attributes(host: str) -> str:
    # On this machine there is no TLS to ask for; everywhere else the cookie goes over nothing but TLS.
    plain = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return f"Path=/; HttpOnly; SameSite=Lax{'' if plain in _LOOPBACK else '; Secure'}"


def _sha256(data: bytes = b"") -> "hashlib._Hash":
    return hashlib.sha256(data)
