"""Where one is signed in: everybody's own, ended one by one or all at once; to an admin those of all."""

from urllib.parse import urlencode

import pytest

from barred.web.entrance.browser import browser_of
from barred.web.pages.words import LANGUAGES
from tests.web.entrance.test_sessions import cookie_of
from tests.web.office import Office
from tests.web.person import Person, forms_of
from tests.web.reading import read_page
from tests.web.test_work_pages import words_of

_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0"
_CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"


class Guest(Person):
    """Somebody with a key of their own, in a browser that says what it is."""

    def __init__(self, found: Office, key: str, browser: str = _FIREFOX) -> None:
        super().__init__(found, "")
        headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": browser}
        answer = found.server.ask("POST", "/sign-in", body=urlencode({"key": key}), headers=headers)
        self.cookie = {"Cookie": cookie_of(answer)}


def key_of(desk: Office, name: str, role: str = "reader") -> str:
    """Make a key that nobody else has."""
    return str(desk.ask("admin", "POST", "/v1/keys", told={"name": name, "role": role}).told["key"])


def own(person: Person) -> list[dict[str, object]]:
    """Give the sessions that somebody sees and that are theirs."""
    return [one for one in person.get("/sessions.json").told["sessions"] if one["is_own"]]


def test_everybody_sees_their_own(desk: Office) -> None:
    """In which browser, since when, and which one this is; none of another key, though it has the same name."""
    key, twin = key_of(desk, "the stall"), key_of(desk, "the stall")
    first, second, other = Guest(desk, key), Guest(desk, key, _CHROME), Guest(desk, twin)

    seen = first.get("/sessions.json").told["sessions"]

    assert {(one["browser"], one["is_this"], one["state"]) for one in seen} == {
        ("Chrome, Windows", False, "active"), ("Firefox, Linux", True, "active"),
    }  # fmt: skip
    assert all(one["is_own"] for one in seen)
    assert {one["id"] for one in own(other)} & {one["id"] for one in own(second)} == set()
    programs = desk.server.ask("GET", "/v1/sessions", headers=first.cookie).told["sessions"]
    assert {one["id"] for one in programs} == {one["id"] for one in seen}
    assert "Chrome, Windows" in words_of(first.get("/sessions"))
    assert b"Firefox" not in desk.ask("admin", "GET", "/v1/log?most=1000").body


def test_one_is_ended_and_then_all_others(desk: Office) -> None:
    """By the forms of the page; the session that asks goes on, and the last form goes when nothing is left."""
    key = key_of(desk, "the stand")
    here, there, away, lost = (Guest(desk, key) for _ in range(4))
    [one] = [one["id"] for one in own(there) if one["is_this"]]

    page = here.follow(here.send("/sessions", f"/sessions/{one}/end"))
    assert (there.get("/jobs").status, away.get("/jobs").status) == (303, 200)
    assert "2 more of yours go on elsewhere" in words_of(page)
    page = here.follow(here.send("/sessions", "/sessions/others/end"))

    assert [person.get("/jobs").status for person in (here, away, lost)] == [200, 303, 303]
    assert [one.action for one in forms_of(page.body) if one.action.startswith("/sessions/others")] == []
    assert sorted(str(one["state"]) for one in own(here)) == ["active", "ended", "ended", "ended"]
    ended = desk.get("admin", "/v1/log?action=session.end&most=1000")["entries"]
    assert {one["actor"] for one in ended[-3:]} == {"the stand"}


def test_nobody_ends_the_session_of_another(desk: Office) -> None:
    """For whoever is no admin it is as if there were none, by form and by program; an admin sees and ends it."""
    guest, other = Guest(desk, key_of(desk, "the booth")), Person(desk, "approver")
    [one] = [str(one["id"]) for one in own(guest)]

    form = other.post(f"/sessions/{one}/end", csrf=other.word())
    program = desk.ask("approver", "POST", f"/v1/sessions/{one}/end")
    none = desk.ask("approver", "POST", "/v1/sessions/0000000000000000/end")
    others = desk.ask("curator", "POST", "/v1/sessions/others/end")
    alive = guest.get("/jobs").status
    admin = Person(desk, "admin")
    listed = admin.get("/sessions")
    ended = admin.follow(admin.send("/sessions", f"/sessions/{one}/end"))

    assert (form.status, program.status, none.status, others.status, alive) == (404, 404, 404, 200, 200)
    assert program.told["detail"].replace(one, "0000000000000000") == none.told["detail"]
    assert one not in str(others.told)
    assert "the booth , reader" in words_of(listed)
    assert (guest.get("/jobs").status, ended.status) == (303, 200)


def test_who_comes_with_a_key_ends_what_it_began(desk: Office) -> None:
    """A program sees the sessions that were begun with its key; for a reconciler there is nothing to see."""
    key = key_of(desk, "the kiosk")
    guest = Guest(desk, key)
    shown = {"Authorization": f"Bearer {key}"}

    listed = desk.server.ask("GET", "/v1/sessions", headers=shown).told["sessions"]
    ended = desk.server.ask("POST", "/v1/sessions/others/end", headers=shown).told["sessions"]

    assert [(one["is_own"], one["is_this"]) for one in listed] == [(True, False)]
    assert [one["id"] for one in ended] == [one["id"] for one in listed]
    assert guest.get("/jobs").status == 303
    assert desk.ask("reconciler", "GET", "/v1/sessions").status == 403
    assert desk.ask("", "GET", "/v1/sessions").status == 401


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_reads_in_both_languages(desk: Office, language: str) -> None:
    """Whatever a browser calls itself is text."""
    guest = Guest(desk, key_of(desk, "the desk"), browser="<script>alert(1)</script>/1")

    page = read_page(guest.get("/sessions", Accept_Language=language).body)

    assert (page.language, page.faults) == (language, [])
    assert "<script>alert(1)<" in " ".join(page.words)


@pytest.mark.parametrize(
    ("told", "browser"),
    [
        (_FIREFOX, "Firefox, Linux"),
        (_CHROME, "Chrome, Windows"),
        (f"{_CHROME} Edg/142.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iOS"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) Version/18 Safari/605", "Safari, macOS"),
        ("python-httpx/0.28 extra", "python-httpx"),
        ("Mozilla/5.0 (Linux; U)", "Linux"),
        ("a\x1b[2Jb/1", "a[2Jb"),
        ("x" * 500, "x" * 40),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_two_words(told: str, browser: str) -> None:
    """Enough for a person to know it again, and too little to follow it."""
    assert browser_of(told) == browser
