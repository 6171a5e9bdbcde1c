"""Sessions of browsers: begun with a key, worth nothing when copied to another site, ended for good."""

import re
from urllib.parse import urlencode

import pytest

from barred.web.sessions import COOKIE, Session, Sessions
from tests.web.office import Office
from tests.web.talk import Answer

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def sign_in(desk: Office, key: str, **headers: str) -> Answer:
    """Send the form with a key."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.server.ask(
        "POST", "/sign-in", body=urlencode({"key": key, "then": "/docs"}), headers={**_FORM, **named}
    )


def cookie_of(answer: Answer) -> str:
    """Give what a browser would send back."""
    return answer.headers["set-cookie"].partition(";")[0]


def test_a_key_begins_a_session_that_may_what_the_key_may(desk: Office) -> None:
    """The cookie is for HTTP alone and not for pages of others; the key is not in it."""
    answer = sign_in(desk, desk.keys["approver"])
    cookie = cookie_of(answer)

    waivers = desk.server.ask("GET", "/v1/waivers", headers={"Cookie": cookie})
    log = desk.server.ask("GET", "/v1/log", headers={"Cookie": cookie})
    page = desk.server.ask("GET", "/sign-in", headers={"Cookie": cookie})

    assert (answer.status, answer.headers["location"]) == (303, "/docs")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    assert desk.keys["approver"].split("_")[2] not in answer.headers["set-cookie"]
    assert (waivers.status, log.status) == (200, 403)
    assert b"Signed in as the approver" in page.body


def test_a_wrong_key_begins_nothing(desk: Office) -> None:
    """The form comes back with the reason, and what was typed is not in it."""
    answer = sign_in(desk, '"><script>alert(1)</script>')

    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert b"opens nothing" in answer.body
    assert b"<script" not in answer.body


def test_a_change_needs_the_word_of_the_session(desk: Office) -> None:
    """A page of another site sends the cookie at best; it cannot know the word."""
    cookie = cookie_of(sign_in(desk, desk.keys["approver"]))
    page = desk.server.ask("GET", "/sign-in", headers={"Cookie": cookie}).body.decode()
    word = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]
    other = cookie_of(sign_in(desk, desk.keys["approver"]))
    body, kind = b'{"reason": "no"}', {"Content-Type": "application/json"}
    path = "/v1/waivers/none/revoke"

    def status(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return desk.server.ask("POST", path, body=body, headers={**kind, **named}).status

    assert status(Cookie=cookie) == 403
    assert status(Cookie=cookie, X_CSRF_Token="0" * 64) == 403
    assert status(Cookie=other, X_CSRF_Token=word) == 403
    assert status(Cookie=cookie, X_CSRF_Token=word) == 422  # let in; there is no such waiver


def test_signing_out_ends_a_session_wherever_its_cookie_was_copied_to(desk: Office) -> None:
    """And it takes the form of the session."""
    cookie = cookie_of(sign_in(desk, desk.keys["reader"]))
    page = desk.server.ask("GET", "/sign-in", headers={"Cookie": cookie}).body.decode()
    word = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]

    forged = desk.server.ask("POST", "/sign-out", body="", headers={**_FORM, "Cookie": cookie})
    still = desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie})
    done = desk.server.ask("POST", "/sign-out", body=f"csrf={word}", headers={**_FORM, "Cookie": cookie})
    after = desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie})

    assert (forged.status, still.status) == (403, 200)
    assert (done.status, after.status) == (303, 401)
    assert "Max-Age=0" in done.headers["set-cookie"]


def test_a_session_cannot_be_chosen_by_somebody_else(desk: Office) -> None:
    """A cookie that is there before the sign-in is not taken over, and a forged one is none."""
    planted = f"{COOKIE}=planted"

    first = sign_in(desk, desk.keys["reader"], Cookie=planted)
    second = sign_in(desk, desk.keys["reader"], Cookie=planted)

    assert desk.server.ask("GET", "/v1/jobs", headers={"Cookie": planted}).status == 401
    assert cookie_of(first) != cookie_of(second)
    assert "planted" not in cookie_of(first)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "null"}, 303),
        ({}, 303),
    ],
    ids=["other site", "sister site", "old browser", "our page", "program"],
)
def test_no_other_site_signs_anybody_in(desk: Office, headers: dict[str, str], status: int) -> None:
    """Else somebody would work under the name of whoever made the page."""
    assert sign_in(desk, desk.keys["reader"], **headers).status == status


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_sign_in_leads_to_no_other_site(desk: Office, then: str) -> None:
    """An address of this server, or the front page."""
    body = urlencode({"key": desk.keys["reader"], "then": then})

    answer = desk.server.ask("POST", "/sign-in", body=body, headers=_FORM)

    assert answer.headers["location"] == "/docs"


def test_a_session_ends_with_its_key(desk: Office) -> None:
    """The key is looked up again, whatever the cookie says."""
    made = desk.ask("admin", "POST", "/v1/keys", told={"name": "a guest", "role": "reader"}).told
    cookie = cookie_of(sign_in(desk, made["key"]))
    before = desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status

    desk.ask("admin", "POST", f"/v1/keys/{made['prefix']}/revoke")

    assert (before, desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status) == (200, 401)


def test_cookies_go_over_tls_alone_outside_this_machine() -> None:
    """`Secure`, unless the browser speaks to the loopback."""
    sessions = Sessions()

    assert "; Secure" in sessions.begin("0123456789", host="barred.example:443")
    assert all(
        "Secure" not in sessions.begin("0123456789", host=one) for one in ("localhost:8889", "[::1]", "127.0.0.1")
    )


def test_the_word_counts_as_a_field_of_a_form_alone() -> None:
    """Of either kind of form, whole, and not of another session."""
    sessions = Sessions()
    one, other = Session("0123456789", "one"), Session("0123456789", "other")
    word = sessions.csrf(one)
    part = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{word}\r\n--x--'.encode()

    assert sessions.proves(one, header="", body=f"a=b&csrf={word}".encode())
    assert sessions.proves(one, header="", body=part)
    assert not sessions.proves(one, header="", body=f"a=b&csrf={word[:-1]}".encode())
    assert not sessions.proves(other, header="", body=part)
    assert not sessions.proves(one, header="", body=b"")
    assert sessions.read(f"{COOKIE}=x.y.z") is None
    assert Sessions().read(sessions.begin("0123456789", host="localhost").partition(";")[0]) is None


def test_a_person_without_a_session_is_led_to_the_form_and_back(desk: Office) -> None:
    """Whoever asks for a page; a program is told 401."""
    path = "/v1/jobs?most=5"

    led = desk.server.ask("GET", path, headers={"Accept": "text/html,*/*"})
    form = desk.server.ask("GET", led.headers["location"])
    told = desk.server.ask("GET", path, headers={"Accept": "application/json"})

    assert (led.status, led.headers["location"]) == (303, "/sign-in?then=%2Fv1%2Fjobs%3Fmost%3D5")
    assert b'name="then" value="/v1/jobs?most=5"' in form.body
    assert told.status == 401
