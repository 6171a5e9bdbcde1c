"""A person at a browser without scripts: signs in with a key, reads pages, and sends the forms that stand on them."""

from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

from tests.web.office import Office
from tests.web.talk import Answer

__all__ = ["Form", "Person", "forms_of"]

_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}
_HTML = {"Accept": "text/html,application/xhtml+xml"}


class Form(NamedTuple):
    """A form: where it goes, how, and what its fields hold before anybody types."""

    action: str
    method: str
    fields: dict[str, str]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(told.get("action", ""), told.get("method", "get"), {}))
        elif tag == "input" and told.get("name"):
            self.found[-1].fields[told["name"]] = told.get("value", "")
        elif tag in {"select", "textarea"}:
            self._select = told["name"]
            self._text = tag
            self.found[-1].fields[self._select] = ""
        elif tag == "option" and self._select and ("selected" in told or not self.found[-1].fields[self._select]):
            self.found[-1].fields[self._select] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text == "textarea":
            self.found[-1].fields[self._select] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._select = self._text = ""


def forms_of(page: bytes) -> list[Form]:
    """Give the forms of a page."""
    reading = _Forms()
    reading.feed(page.decode())
    return reading.found


class Person:
    """Somebody with the key of a role.

    Args:
        found: Where they sign in.
        role: Whose key they have; empty for nobody.
    """

    def __init__(self, found: Office, role: str) -> None:
        self._server = found.server
        self.cookie: dict[str, str] = {}
        if role:
            answer = self._server.ask("POST", "/sign-in", body=urlencode({"key": found.keys[role]}), headers=_TYPE)
            self.cookie = {"Cookie": answer.headers["set-cookie"].partition(";")[0]}

    def word(self) -> str:
        """Give the word that forms of the session carry; empty for nobody."""
        return forms_of(self.get("/work").body)[0].fields["csrf"] if self.cookie else ""

    def get(self, path: str, **headers: str) -> Answer:
        """Open an address as a browser does."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._server.ask("GET", path, headers={**_HTML, **self.cookie, **named})

    def post(self, path: str, **fields: str) -> Answer:
        """Send fields; those of no form that stands anywhere."""
        return self._server.ask("POST", path, body=urlencode(fields), headers={**_HTML, **_TYPE, **self.cookie})

    def send(self, page: str, action: str, **typed: str) -> Answer:
        """Open a page, type into the form that goes to an address, and send it."""
        [form] = [one for one in forms_of(self.get(page).body) if one.action.partition("?")[0] == action]
        told = {**form.fields, **typed}
        return self.post(form.action, **told) if form.method == "post" else self.get(f"{action}?{urlencode(told)}")

    def follow(self, answer: Answer) -> Answer:
        """Go where an answer leads."""
        assert answer.status == 303, (answer.status, answer.body)
        return self.get(answer.headers["location"])
