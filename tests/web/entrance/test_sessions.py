"""Sessions of browsers: begun with a key, worth nothing when copied to another site, ended for good."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from barred.directory.snapshot import Snapshot
from barred.ledger.ledger import open_ledger
from barred.ledger.schema import SESSIONS
from barred.web.answering.briefly import Briefly
from barred.web.entrance.cookies import SignedCookie
from barred.web.entrance.limits import Limits
from barred.web.entrance.sessions import COOKIE, Session, Sessions
from barred.web.registry import Registry
from tests.web.office import Office, office
from tests.web.talk import Answer, running, until

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
    assert desk.keys["approver"].split("_", 2)[2] not in answer.headers["set-cookie"]
    assert (waivers.status, log.status) == (200, 403)
    assert b"Signed in as the approver" in page.body


def test_a_wrong_key_begins_nothing(desk: Office) -> None:
    """The form comes back with the reason, and what was typed is not in it."""
    answer = sign_in(desk, '"><script>alert(1)</script>')

    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert b"opens nothing" in answer.body
    assert b"<script" not in answer.body


def test_a_wrong_key_does_not_lose_the_way(desk: Office) -> None:
    """The form that comes back leads where the first one did, and stands on a page like the others."""
    body = urlencode({"key": "barred_no", "then": "/checks?by=a"})

    answer = desk.server.ask("POST", "/sign-in", body=body, headers=_FORM)

    assert b'value="/checks?by=a"' in answer.body
    assert b'href="/check"' in answer.body


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
    """An address of this server, or where work begins."""
    body = urlencode({"key": desk.keys["reader"], "then": then})

    answer = desk.server.ask("POST", "/sign-in", body=body, headers=_FORM)

    assert answer.headers["location"] == "/work"


def test_a_session_ends_with_its_key(desk: Office) -> None:
    """The key is looked up again, whatever the cookie says."""
    made = desk.ask("admin", "POST", "/v1/keys", told={"name": "a guest", "role": "reader"}).told
    cookie = cookie_of(sign_in(desk, made["key"]))
    before = desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status

    desk.ask("admin", "POST", f"/v1/keys/{made['prefix']}/revoke")

    assert (before, desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status) == (200, 401)


def test_cookies_go_over_tls_alone_outside_this_machine() -> None:
    """`Secure`, and with a name that no sister site can plant, unless the browser speaks to the loopback."""
    cookie = SignedCookie("c", secret=b"secret", lasts_s=60)
    outside, here = cookie.give([1], host="barred.example:443"), cookie.give([1], host="localhost:8889")

    assert outside.startswith("__Host-c=")
    assert "; Secure" in outside
    assert all("Secure" not in cookie.give([1], host=one) for one in ("localhost:8889", "[::1]", "127.0.0.1"))
    assert cookie.read(outside.partition(";")[0], host="barred.example") == [1]
    assert cookie.read(here.partition(";")[0], host="barred.example") is None


def test_a_cookie_is_taken_for_no_other() -> None:
    """Not for one of another name, another secret, or one that is too old."""
    cookie = SignedCookie("c", secret=b"secret", lasts_s=60)
    value = cookie.give(["told"], host="localhost").partition(";")[0]

    assert cookie.read(f"a=b; {value}", host="localhost") == ["told"]
    assert SignedCookie("c", secret=b"other", lasts_s=60).read(value, host="localhost") is None
    assert SignedCookie("d", secret=b"secret", lasts_s=60).read(f"d{value[1:]}", host="localhost") is None
    assert SignedCookie("c", secret=b"secret", lasts_s=-1).read(value, host="localhost") is None
    for forged in ("c=x.y.z", "c=", "", "c=\x00", f"{value[:-1]}", '"'):
        assert cookie.read(forged, host="localhost") is None


def test_the_word_counts_as_a_field_of_a_form_alone() -> None:
    """Of either kind of form, whole, and not of another session."""
    sessions = Sessions(Registry(), Limits(), secret=b"secret", memory=Briefly())
    one, other = Session("one", "its secret"), Session("one", "another secret")
    word = sessions.csrf(one)
    part = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{word}\r\n--x--'.encode()

    assert sessions.proves(one, header="", body=f"a=b&csrf={word}".encode())
    assert sessions.proves(one, header="", body=part)
    assert not sessions.proves(one, header="", body=f"a=b&csrf={word[:-1]}".encode())
    assert not sessions.proves(other, header="", body=part)
    assert not sessions.proves(one, header="", body=b"")


def test_sessions_outlive_a_restart_and_are_shared(snapshot: Snapshot, address: str, tmp_path: Path) -> None:
    """Two servers of one ledger, and a third after both: one sign-in opens all, and one sign-out closes all."""
    with office(tmp_path, snapshot.path, address=address) as desk:
        cookie = cookie_of(sign_in(desk, desk.keys["approver"]))
        words = ("--ledger", desk.address, "--snapshot", str(desk.snapshot))
        with running(tmp_path, *words) as sister:
            beside = sister.ask("GET", "/v1/waivers", headers={"Cookie": cookie}).status
        assert desk.server.stop() == 0
    with running(tmp_path, *words) as again, running(tmp_path, *words) as sister:
        after = again.ask("GET", "/v1/waivers", headers={"Cookie": cookie}).status
        page = again.ask("GET", "/sign-in", headers={"Cookie": cookie}).body.decode()
        word = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]
        out = sister.ask("POST", "/sign-out", body=f"csrf={word}", headers={**_FORM, "Cookie": cookie}).status
        until(lambda: again.ask("GET", "/v1/waivers", headers={"Cookie": cookie}).status == 401)

    assert (beside, after, out) == (200, 200, 303)


def test_a_second_sign_in_ends_the_first_session(desk: Office) -> None:
    """In the same browser: nobody goes on under the name that was there before, whoever copied its cookie."""
    first = cookie_of(sign_in(desk, desk.keys["reader"]))
    page = desk.server.ask("GET", "/sign-in", headers={"Cookie": first}).body.decode()
    word = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]
    body = urlencode({"key": desk.keys["approver"], "csrf": word})

    second = cookie_of(desk.server.ask("POST", "/sign-in", body=body, headers={**_FORM, "Cookie": first}))

    assert desk.server.ask("GET", "/v1/waivers", headers={"Cookie": first}).status == 401
    assert desk.server.ask("GET", "/v1/waivers", headers={"Cookie": second}).status == 200


@pytest.mark.parametrize("what", ["seen_at", "ends_at"])
def test_a_session_is_over_after_its_time(desk: Office, what: str) -> None:
    """Whoever asked nothing for an hour, and whoever signed in twelve hours ago, has to sign in again."""
    cookie = cookie_of(sign_in(desk, desk.keys["curator"]))
    before = desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status
    [newest, *_] = desk.get("admin", "/v1/sessions")["sessions"]
    ledger = open_ledger(desk.address)
    try:
        with ledger.write() as connection:
            past = SESSIONS.update().where(SESSIONS.c.id == newest["id"]).values({what: "2026-01-01T00:00:00.000000Z"})
            connection.execute(past)
    finally:
        ledger.close()

    until(lambda: desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status == 401)

    assert before == 200
    told = {one["id"]: one["state"] for one in desk.get("admin", "/v1/sessions")["sessions"]}
    assert told[newest["id"]] == {"seen_at": "idle", "ends_at": "expired"}[what]


def test_an_admin_ends_the_session_of_another(desk: Office) -> None:
    """The list says who is signed in and holds nothing that opens; the end is at once, and in the log."""
    cookie = cookie_of(sign_in(desk, desk.keys["curator"]))
    listed = desk.ask("admin", "GET", "/v1/sessions")
    [newest, *_] = listed.told["sessions"]

    refused = desk.ask("approver", "POST", f"/v1/sessions/{newest['id']}/end")
    ended = desk.ask("admin", "POST", f"/v1/sessions/{newest['id']}/end")
    again = desk.ask("admin", "POST", f"/v1/sessions/{newest['id']}/end")
    entries = desk.get("admin", "/v1/log?action=session.end&most=1000")["entries"]

    assert (newest["name"], newest["role"], newest["way"], newest["state"]) == (
        "the curator",
        "curator",
        "key",
        "active",
    )
    assert cookie.partition("=")[2].encode() not in listed.body
    assert (refused.status, ended.status, again.status) == (404, 200, 404)
    assert (ended.told["state"], ended.told["ended_by"]) == ("ended", "the admin")
    assert desk.server.ask("GET", "/v1/jobs", headers={"Cookie": cookie}).status == 401
    assert (entries[-1]["actor"], entries[-1]["payload"]["id"]) == ("the admin", newest["id"])


def test_a_person_without_a_session_is_led_to_the_form_and_back(desk: Office) -> None:
    """Whoever asks for a page; a program is told 401."""
    path = "/v1/jobs?most=5"

    led = desk.server.ask("GET", path, headers={"Accept": "text/html,*/*"})
    form = desk.server.ask("GET", led.headers["location"])
    told = desk.server.ask("GET", path, headers={"Accept": "application/json"})

    assert (led.status, led.headers["location"]) == (303, "/sign-in?then=%2Fv1%2Fjobs%3Fmost%3D5")
    assert b'name="then" value="/v1/jobs?most=5"' in form.body
    assert told.status == 401
