"""Sign-in by a provider: a real one, a real server, and everything that an attacker can change on the way."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import Office, office
from tests.web.provider import CLIENT, SECRET, Provider
from tests.web.reading import read_page
from tests.web.talk import Answer, running

_ROLES = ("groups:cameras=curator", "groups:heads=approver", "realm.roles:bosses=admin")


class Desk(NamedTuple):
    """A server whose people a provider vouches for."""

    office: Office
    provider: Provider

    def leave(self, then: str = "/v1/jobs") -> tuple[str, str]:
        """Let a browser set out: give the cookie that it keeps, and where it is sent."""
        sent = self.office.server.ask("GET", f"/sign-in/provider?{urlencode({'then': then})}")
        assert sent.status == 303, sent.body
        return sent.headers["set-cookie"].partition(";")[0], sent.headers["location"]

    def arrive(self, cookie: str, address: str) -> Answer:
        """Let a browser come back."""
        parts = urlsplit(address)
        return self.office.server.ask("GET", f"{parts.path}?{parts.query}", headers={"Cookie": cookie})

    def sign_in(self, then: str = "/v1/jobs") -> Answer:
        """Go all the way, and give what the server answers in the end."""
        cookie, there = self.leave(then)
        return self.arrive(cookie, self.provider.sign_in(there))

    def may(self, session: str, path: str) -> int:
        """Tell with which status a session is answered."""
        return self.office.server.ask("GET", path, headers={"Cookie": session}).status


@pytest.fixture(scope="module")
def served(idp: Provider, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a server that takes its word."""
    folder = tmp_path_factory.mktemp("oidc")
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n", "utf-8")
    words = [word for rule in _ROLES for word in ("--oidc-roles", rule)]
    words += ["--oidc-issuer", idp.issuer, "--oidc-client", CLIENT, "--oidc-secret-file", str(secret)]
    with office(folder, snapshot.path, *words) as found:
        yield Desk(found, idp)


@pytest.fixture
def desk(served: Desk) -> Desk:
    """Give the server, with a provider that behaves."""
    served.provider.behave()
    return served


def session_of(answer: Answer) -> str:
    """Give the cookie of the session that an answer begins."""
    return str(re.findall(r"barred_session=[^;]+", answer.headers["set-cookie"])[0])


def changed(address: str, **parameters: str | None) -> str:
    """Give an address with some parameters changed; None takes one away."""
    parts = urlsplit(address)
    told = {name: values[0] for name, values in parse_qs(parts.query).items()} | parameters
    return urlunsplit(
        parts._replace(query=urlencode({name: value for name, value in told.items() if value is not None}))
    )


def refused(desk: Desk, answer: Answer, why: str) -> bool:
    """Tell whether nobody was signed in, the page says that in words, and the log why."""
    last = [one for one in desk.office.server.lines() if one["event"] == "sign-in refused"][-1]
    assert why in last["why"], last
    assert 'role="alert"' in answer.body.decode()
    return answer.status in {403, 502} and "barred_session=" not in answer.headers.get("set-cookie", "")


def test_a_person_signs_in_by_a_provider(desk: Desk) -> None:
    """The role comes from a claim, and the log names the person by name and by what never changes."""
    answer = desk.sign_in("/v1/jobs?most=5")
    session = session_of(answer)

    entries = desk.office.get("admin", "/v1/log?action=session.begin&most=1000")["entries"]
    listed = desk.office.get("admin", "/v1/sessions")["sessions"][0]

    assert (answer.status, answer.headers["location"]) == (303, "/v1/jobs?most=5")
    assert (desk.may(session, "/v1/jobs"), desk.may(session, "/v1/log")) == (200, 403)
    assert entries[-1]["actor"] == "Ada Example [248]"
    assert entries[-1]["payload"] == {
        "id": listed["id"], "way": "provider", "key": None, "subject": "248", "name": "Ada Example [248]",
        "role": "curator",
    }  # fmt: skip


def test_what_a_person_does_bears_their_name(desk: Desk) -> None:
    """With the word of the session, as for a key; without it a page of another site changes nothing."""
    desk.provider.behave(claims={"groups": ["heads"], "name": "Bo \x1b[31mExample\n"})
    session = session_of(desk.sign_in())
    page = desk.office.server.ask("GET", "/sign-in", headers={"Cookie": session}).body.decode()
    word = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]
    told = ('{"scope": "brand", "value": "Lorex", "restrictions": ["us-ndaa-2019-s889-a1a"], "reason": "spares", '
            '"expires": "2027-01-01"}')  # fmt: skip
    kind = {"Content-Type": "application/json", "Cookie": session}

    bare = desk.office.server.ask("POST", "/v1/waivers", body=told, headers=kind)
    made = desk.office.server.ask("POST", "/v1/waivers", body=told, headers={**kind, "X-CSRF-Token": word})
    entry = desk.office.get("admin", "/v1/log?action=waiver.add&most=1000")["entries"][-1]

    assert (bare.status, made.status) == (403, 201)
    assert made.told["approved_by"] == entry["actor"] == "Bo [31mExample [248]"


def test_a_name_is_text_on_a_page(desk: Desk) -> None:
    """Whatever the provider says that somebody is called."""
    desk.provider.behave(claims={"name": '"><script>alert(1)</script>'})
    session = session_of(desk.sign_in())

    page = desk.office.server.ask("GET", "/sign-in", headers={"Cookie": session})

    assert b"&lt;script&gt;" in page.body
    assert read_page(page.body).faults == []


def test_a_name_is_no_other_persons_name(desk: Desk) -> None:
    """Whatever somebody calls themselves, what the provider calls them stands at the end."""
    desk.provider.behave(claims={"name": "Ada Example [248]", "sub": "666"})

    desk.sign_in()

    assert desk.office.get("admin", "/v1/sessions")["sessions"][0]["name"] == "Ada Example [248] [666]"


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": "heads"}, "approver"),
        ({"groups": ["desk"], "realm": {"roles": ["bosses", "others"]}}, "admin"),
        ({"groups": ["heads", "cameras"]}, "approver"),
        ({"groups": ["Cameras", "heads "]}, ""),
        ({"groups": None}, ""),
        ({"groups": {"cameras": True}}, ""),
        ({"groups": [["cameras"], 7, None]}, ""),
    ],
)
def test_roles_come_from_claims_alone(desk: Desk, claims: dict[str, Any], role: str) -> None:
    """The role that may do most counts; whom no rule names may do nothing, and is told so."""
    desk.provider.behave(claims=claims)

    answer = desk.sign_in()

    if role:
        assert answer.status == 303
        assert desk.office.get("admin", "/v1/sessions")["sessions"][0]["role"] == role
    else:
        assert refused(desk, answer, "no rule of --oidc-roles")
        assert "gives you no role here" in answer.body.decode()


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ({"claims": {"nonce": "another"}}, "nonce"),
        ({"claims": {"nonce": None}}, "nonce"),
        ({"claims": {"aud": "another"}}, "aud"),
        ({"claims": {"aud": ["another", "others"]}}, "aud"),
        ({"claims": {"aud": [CLIENT, "others"]}}, "azp"),
        ({"claims": {"azp": "another"}}, "azp"),
        ({"claims": {"aud": None}}, "aud"),
        ({"claims": {"iss": "https://idp.example"}}, "iss"),
        ({"claims": {"iss": None}}, "iss"),
        ({"claims": {"exp": 1_700_000_000}}, "expired"),
        ({"claims": {"exp": None}}, "exp"),
        ({"claims": {"exp": "tomorrow"}}, "exp"),
        ({"claims": {"iat": 4_000_000_000}}, "issued"),
        ({"claims": {"nbf": 4_000_000_000}}, "not yet valid"),
        ({"claims": {"sub": None}}, "sub"),
        ({"claims": {"sub": ""}}, "subject"),
        ({"claims": {"sub": "x" * 300}}, "subject"),
        ({"claims": {"at_hash": "AAAA"}}, "at_hash"),
        ({"signs": "none"}, "'none' is not allowed"),
        ({"signs": "shared secret"}, "'HS256' is not allowed"),
        ({"signs": "public key"}, "'HS256' is not allowed"),
        ({"signs": "stranger"}, "ignature"),
        ({"tampered": {"groups": ["heads"], "sub": "1"}}, "ignature"),
        ({"token": {"id_token": None}}, "ID token"),
        ({"token": {"id_token": "a.b.c"}}, "ID token"),
        ({"token": {"id_token": "x" * 200_000}}, "ID token"),
        ({"back": {"iss": "https://idp.example"}}, "comes from"),
        ({"back": {"iss": None}}, "comes from"),
        ({"back": {"code": "made up"}}, "no such code"),
        ({"back": {"code": None}}, "no such code"),
        ({"back": {"error": "access_denied", "code": None}}, "access_denied"),
    ],
)
def test_what_proves_nothing_signs_nobody_in(desk: Desk, behaviour: dict[str, Any], why: str) -> None:
    """A token for another sign-in, client or time, of another issuer or signature, an answer of another provider."""
    desk.provider.behave(**behaviour)

    assert refused(desk, desk.sign_in(), why)


def test_a_good_token_may_be_signed_with_an_elliptic_curve(desk: Desk) -> None:
    """And be for several clients, as long as it was made for this one."""
    desk.provider.behave(signs="ES256", claims={"aud": [CLIENT, "others"], "azp": CLIENT})

    assert desk.sign_in().status == 303


def test_a_provider_may_change_its_keys(desk: Desk) -> None:
    """The keys are asked for again when a token is signed with an unknown one, and not at each sign-in."""
    assert desk.sign_in().status == 303
    desk.provider.behave(**{"new keys": True})

    assert [desk.sign_in().status, desk.sign_in().status] == [303, 303]

    assert desk.provider.asked().count("/keys") == 1


def test_the_state_is_that_of_one_browser_and_counts_once(desk: Desk) -> None:
    """Missing, of another attempt, in another browser, a second time: nobody is signed in, and nothing is asked."""
    cookie, there = desk.leave()
    others_cookie, others = desk.leave()
    back = desk.provider.sign_in(there)
    tries: Mapping[str, Answer] = {
        "missing": desk.arrive(cookie, changed(back, state=None)),
        "empty": desk.arrive(cookie, changed(back, state="")),
        "other": desk.arrive(cookie, changed(back, state=parse_qs(urlsplit(others).query)["state"][0])),
        "other browser": desk.arrive(others_cookie, back),
        "no cookie": desk.arrive("", back),
        "forged cookie": desk.arrive(cookie[:-2], back),
    }

    assert "/token" not in desk.provider.asked()
    for name, one in tries.items():
        assert refused(desk, one, "state"), name
    assert desk.arrive(cookie, back).status == 303
    again = desk.arrive(cookie, back)
    assert refused(desk, again, "used before")
    assert "begin again" in again.body.decode()
    assert desk.provider.asked().count("/token") == 1


def test_a_code_counts_once_and_for_its_own_attempt(desk: Desk) -> None:
    """Injected into the attempt of another browser it is refused: the provider holds it to the verifier."""
    _, there = desk.leave()
    stolen = parse_qs(urlsplit(desk.provider.sign_in(there)).query)["code"][0]
    cookie, others = desk.leave()
    back = desk.provider.sign_in(others)

    injected = desk.arrive(cookie, changed(back, code=stolen))

    assert refused(desk, injected, "no such code")
    later, once_more = desk.leave()
    replayed = desk.arrive(later, changed(desk.provider.sign_in(once_more), code=stolen))
    assert refused(desk, replayed, "no such code")


@pytest.mark.parametrize(
    "then",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=y"],
)
def test_a_sign_in_leads_to_no_other_site(desk: Desk, then: str) -> None:
    """An address of this server, or where work begins."""
    answer = desk.sign_in(then)

    assert (answer.status, answer.headers["location"]) == (303, "/work")


def test_what_is_asked_of_the_provider(desk: Desk) -> None:
    """The code alone, with a challenge, and nothing that was chosen by somebody else."""
    cookie, there = desk.leave()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}

    assert there.startswith(f"{desk.provider.issuer}/authorize?")
    assert asked["redirect_uri"] == f"{desk.office.server.address}/sign-in/back"
    assert (asked["response_type"], asked["scope"], asked["client_id"]) == ("code", "openid profile", CLIENT)
    assert asked["code_challenge_method"] == "S256"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert asked["nonce"] not in cookie
    assert SECRET not in there


def test_a_sign_in_ends_the_session_before(desk: Desk) -> None:
    """Nobody goes on under the name that was there before."""
    first = session_of(desk.sign_in())
    cookie, there = desk.leave()

    second = session_of(desk.arrive(f"{cookie}; {first}", desk.provider.sign_in(there)))

    assert (desk.may(first, "/v1/jobs"), desk.may(second, "/v1/jobs")) == (401, 200)


def test_signing_out_leads_to_the_session_at_the_provider(desk: Desk) -> None:
    """The session here is over; the one there is not ours to end, and the page says how it is ended."""
    session = session_of(desk.sign_in())
    page = desk.office.server.ask("GET", "/sign-in", headers={"Cookie": session}).body.decode()
    word = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": session}

    out = desk.office.server.ask("POST", "/sign-out", body=f"csrf={word}", headers=form)
    left = desk.office.server.ask("GET", out.headers["location"]).body.decode()

    assert (out.status, desk.may(session, "/v1/jobs")) == (303, 401)
    assert f"{desk.provider.issuer}/end?client_id=barred+at+work&amp;post_logout_redirect_uri=" in left


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Sign in with", "Key")), ("de", ("Anmelden mit", "Schlüssel"))]
)
def test_the_page_offers_both_ways(desk: Desk, language: str, words: tuple[str, str]) -> None:
    """In every language; the key opens as before."""
    page = desk.office.server.ask("GET", f"/sign-in?lang={language}&then=/v1/jobs").body.decode()

    assert all(one in page for one in words)
    assert 'href="/sign-in/provider?then=%2Fv1%2Fjobs"' in page
    assert 'name="key"' in page


def test_the_log_of_the_server_holds_no_secrets(desk: Desk) -> None:
    """Neither codes, states and tokens nor who it was."""
    cookie, there = desk.leave()
    back = desk.provider.sign_in(there)
    answer = desk.arrive(cookie, back)

    log = desk.office.server.log.read_text("utf-8")
    for name in ("code", "state"):
        assert parse_qs(urlsplit(back).query)[name][0] not in log
    for secret in (SECRET, session_of(answer).partition("=")[2], "Ada Example"):
        assert secret not in log


def test_a_server_starts_without_its_provider(snapshot: Snapshot, tmp_path: Path) -> None:
    """And one that needs keys needs none when a provider vouches for people."""
    words = ("--oidc-issuer", "http://127.0.0.1:9", "--oidc-client", CLIENT, "--oidc-roles", "sub:*=reader")
    where = ("--require-key", "--ledger", str(tmp_path / "ledger.sqlite"), "--snapshot", str(snapshot.path))

    with running(tmp_path, *words, *where, environment={"BARRED_OIDC_SECRET": SECRET}) as server:
        left = server.ask("GET", "/sign-in/provider")
        asked = server.ask("GET", "/v1/lookup?text=Lorex").status

    assert (left.status, asked) == (502, 401)
    assert "cannot be reached" in left.body.decode()


def test_another_server_of_the_ledger_takes_a_browser_in(
    idp: Provider, address: str, snapshot: Snapshot, tmp_path: Path
) -> None:
    """Sent off by one, received by the other, which the provider calls by another address; the state counts once."""
    idp.behave()
    words = ("--oidc-issuer", idp.issuer, "--oidc-client", CLIENT, "--oidc-roles", "sub:*=reader",
             "--ledger", address, "--snapshot", str(snapshot.path))  # fmt: skip
    secret = {"BARRED_OIDC_SECRET": SECRET}
    with (
        running(tmp_path, *words, environment=secret) as first,
        running(tmp_path, *words, environment=secret) as second,
    ):
        # Both are one name to the browser, as behind a proxy.
        named = {"Host": urlsplit(first.address).netloc}
        sent = first.ask("GET", "/sign-in/provider", headers=named)
        back = urlsplit(idp.sign_in(sent.headers["location"]))
        carried = {**named, "Cookie": sent.headers["set-cookie"].partition(";")[0]}
        path = f"{back.path}?{back.query}"
        answers = [server.ask("GET", path, headers=carried) for server in (second, first, second)]
        opened = first.ask("GET", "/v1/jobs", headers={"Cookie": session_of(answers[0])}).status

    assert [one.status for one in answers] == [303, 403, 403]
    assert opened == 200
