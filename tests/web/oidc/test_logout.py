"""Sign-outs that a provider tells of, and claims that it gives at its userinfo endpoint alone: real and forged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import office
from tests.web.oidc.test_sign_in import Desk, refused, session_of
from tests.web.provider import CLIENT, SECRET, Provider
from tests.web.talk import Answer, running, until

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_OUT = "/sign-out/provider"
_EVENT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.fixture(scope="module")
def served(idp: Provider, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a server that asks for claims at the userinfo endpoint too."""
    folder = tmp_path_factory.mktemp("oidc")
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n", "utf-8")
    words = ["--oidc-issuer", idp.issuer, "--oidc-client", CLIENT, "--oidc-secret-file", str(secret), "--oidc-userinfo",
             "--oidc-roles", "groups:cameras=curator", "--oidc-roles", "groups:heads=approver"]  # fmt: skip
    with office(folder, snapshot.path, *words) as found:
        yield Desk(found, idp)


@pytest.fixture
def desk(served: Desk) -> Desk:
    """Give the server, with a provider that behaves."""
    served.provider.behave()
    return served


def log_out(desk: Desk, token: str, **headers: str) -> Answer:
    """Send a logout token as a provider does."""
    body = urlencode({"logout_token": token})
    return desk.office.server.ask("POST", _OUT, body=body, headers={**_FORM, **headers})


def signed_in(desk: Desk, **claims: Any) -> str:  # noqa: ANN401 - whatever a token holds
    """Sign somebody in, and give the cookie of their session."""
    subject = {"sub": claims["sub"]} if "sub" in claims else {}
    desk.provider.behave(claims=claims, userinfo=subject)
    return session_of(desk.sign_in())


def why(desk: Desk) -> str:
    """Give why the last sign-out was refused."""
    return str([one["why"] for one in desk.office.server.lines() if one["event"] == "sign-out refused"][-1])


def test_a_provider_ends_the_sessions_of_a_person(desk: Desk) -> None:
    """All of theirs, at once and in the log; nobody else's, and none that a key began."""
    theirs, others = [signed_in(desk, sub="31") for _ in range(2)], signed_in(desk, sub="32")
    before = [desk.may(one, "/v1/jobs") for one in (*theirs, others)]

    answer = log_out(desk, desk.provider.logout_token(sub="31"))

    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, b"", "no-store")
    assert before == [200, 200, 200]
    assert [desk.may(one, "/v1/jobs") for one in (*theirs, others)] == [401, 401, 200]
    ended = desk.office.get("admin", "/v1/log?action=session.end&most=1000")["entries"]
    assert [(one["actor"], one["payload"]["name"]) for one in ended[-2:]] == [("the provider", "Ada Example [31]")] * 2


def test_a_provider_ends_one_session(desk: Desk) -> None:
    """By what it calls it, with or without the person; the others of the person go on."""
    first, second = signed_in(desk, sub="41", sid="one"), signed_in(desk, sub="41", sid="two")
    unnamed, other = signed_in(desk, sub="42"), signed_in(desk, sub="43", sid="one of another")

    log_out(desk, desk.provider.logout_token(sub="41", sid="one"))
    assert [desk.may(one, "/v1/jobs") for one in (first, second)] == [401, 200]
    log_out(desk, desk.provider.logout_token(sub=None, sid="two"))
    assert desk.may(second, "/v1/jobs") == 401
    log_out(desk, desk.provider.logout_token(sub="43", sid="two"))
    assert desk.may(other, "/v1/jobs") == 200
    log_out(desk, desk.provider.logout_token(sub="42", sid="whichever"))
    assert desk.may(unnamed, "/v1/jobs") == 401


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"iss": "https://idp.example"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"aud": ["another", "others"]}, "aud"),
        ({"aud": None}, "aud"),
        ({"exp": 1_700_000_000}, "expired"),
        ({"exp": None}, "exp"),
        ({"exp": "tomorrow"}, "exp"),
        ({"iat": None}, "iat"),
        ({"iat": 4_000_000_000}, "issued"),
        ({"iat": 1_700_000_000}, "is old"),
        ({"iat": True}, "logout token"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": 7}, "jti"),
        ({"events": None}, "ends nothing"),
        ({"events": [_EVENT]}, "ends nothing"),
        ({"events": {_EVENT: "now"}}, "ends nothing"),
        ({"events": {"http://schemas.openid.net/event/other": {}}}, "ends nothing"),
        ({"nonce": "n"}, "has a nonce"),
        ({"nonce": ""}, "has a nonce"),
        ({"sub": None}, "names nobody"),
        ({"sub": ""}, "sub"),
        ({"sub": {"any": True}}, "sub"),
        ({"sid": ["one"]}, "sid"),
        ({"sid": "x" * 300}, "sid"),
    ],
)
def test_a_token_that_fits_not_ends_nothing(desk: Desk, claims: dict[str, Any], told: str) -> None:
    """Of another issuer or client, old, of another event, for nobody, or an ID token in disguise."""
    session = signed_in(desk)

    answer = log_out(desk, desk.provider.logout_token(**claims))

    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.headers["cache-control"] == "no-store"
    assert told in why(desk)
    assert desk.may(session, "/v1/jobs") == 200


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        ({"signs": "none"}, "'none' is not allowed"),
        ({"signs": "shared secret"}, "'HS256' is not allowed"),
        ({"signs": "public key"}, "'HS256' is not allowed"),
        ({"signs": "stranger"}, "ignature"),
        ({"tampered": {"sub": "248", "jti": "another"}}, "ignature"),
    ],
)
def test_a_token_that_the_provider_did_not_sign_ends_nothing(
    desk: Desk, behaviour: dict[str, Any], told: str
) -> None:  # fmt: skip
    """Whoever can reach the address may send one."""
    session = signed_in(desk)
    desk.provider.behave(**behaviour)

    answer = log_out(desk, desk.provider.logout_token())

    assert (answer.status, desk.may(session, "/v1/jobs")) == (400, 200)
    assert told in why(desk)


@pytest.mark.parametrize(
    "body", ["", "logout_token=", "logout_token=a.b.c", "token=x", "logout_token=%ff%00", "a&" * 50]
)
def test_what_is_no_token_is_refused(desk: Desk, body: str) -> None:
    """In words, and no fault of the server."""
    assert desk.office.server.ask("POST", _OUT, body=body, headers=_FORM).status == 400
    assert desk.office.server.ask("GET", _OUT).status == 405
    assert [one for one in desk.office.server.lines() if one["event"] == "failure"] == []


def test_a_token_counts_once(desk: Desk) -> None:
    """Sent again by whoever saw it, it does not end the session that came after."""
    signed_in(desk)
    token = desk.provider.logout_token()
    first = log_out(desk, token)
    later = signed_in(desk)

    again = log_out(desk, token)

    assert (first.status, again.status, desk.may(later, "/v1/jobs")) == (200, 400, 200)
    assert "used before" in why(desk)


def test_an_id_token_is_no_logout_token_and_the_other_way_round(desk: Desk) -> None:
    """Each is refused where the other belongs."""
    desk.provider.behave(token={"id_token": desk.provider.logout_token()})

    assert refused(desk, desk.sign_in(), "nonce")
    assert log_out(desk, desk.provider.logout_token({"typ": "at+jwt"})).status == 400
    assert "of another kind" in why(desk)
    assert log_out(desk, desk.provider.logout_token({"typ": "JWT"})).status == 200


def test_forged_tokens_do_not_make_the_server_ask_again_and_again(desk: Desk) -> None:
    """The keys of the provider are asked for at most once a minute, however many tokens nobody knows come."""
    signed_in(desk)
    log_out(desk, desk.provider.logout_token())
    desk.provider.behave(signs="stranger")

    statuses = {log_out(desk, desk.provider.logout_token()).status for _ in range(5)}

    assert statuses == {400}
    assert desk.provider.asked().count("/keys") <= 1


def test_the_word_of_no_session_is_needed_and_none_is_used(desk: Desk) -> None:
    """A provider shows none; with the cookie of a session it is a page of another site that asks."""
    session = signed_in(desk)

    forged = log_out(desk, desk.provider.logout_token(), Cookie=session)

    assert (forged.status, desk.may(session, "/v1/jobs")) == (403, 200)
    assert log_out(desk, desk.provider.logout_token()).status == 200


def test_other_servers_of_the_ledger_know_it(idp: Provider, address: str, snapshot: Snapshot, tmp_path: Path) -> None:
    """Told to one, out at all within seconds; and the token counts at none of them again."""
    idp.behave()
    words = ("--oidc-issuer", idp.issuer, "--oidc-client", CLIENT, "--oidc-roles", "sub:*=reader",
             "--ledger", address, "--snapshot", str(snapshot.path))  # fmt: skip
    secret = {"BARRED_OIDC_SECRET": SECRET}
    with office(tmp_path, snapshot.path, address=address) as kept, running(tmp_path, *words, environment=secret) as one:
        desk = Desk(kept._replace(server=one), idp)
        session = session_of(desk.sign_in())
        with running(tmp_path, *words, environment=secret) as two:
            beside = two.ask("GET", "/v1/jobs", headers={"Cookie": session}).status
            token = idp.logout_token()
            told = [log_out(desk, token).status]
            until(lambda: two.ask("GET", "/v1/jobs", headers={"Cookie": session}).status == 401)
            told.append(two.ask("POST", _OUT, body=urlencode({"logout_token": token}), headers=_FORM).status)

    assert (beside, told) == (200, [200, 400])


def test_claims_come_from_the_userinfo_endpoint_too(desk: Desk) -> None:
    """A role that only it gives; what the signed token says goes before it."""
    desk.provider.behave(claims={"groups": None}, userinfo={"name": "Somebody else"})
    answer = desk.sign_in()

    listed = desk.office.get("admin", "/v1/sessions")["sessions"]
    assert answer.status == 303
    newest = max(listed, key=lambda one: one["begun_at"])
    assert (newest["role"], newest["name"]) == ("approver", "Ada Example [248]")
    assert desk.provider.asked().count("/userinfo") == 1


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        ({"userinfo": {"sub": "249"}}, "speaks of somebody else"),
        ({"userinfo": {"sub": None}}, "speaks of somebody else"),
        ({"token": {"access_token": "made up"}}, "answers 401"),
        ({"token": {"access_token": None}}, "answers 401"),
        ({"token": {"access_token": "a\r\nX: y"}}, "Protocol"),
    ],
)
def test_claims_of_somebody_else_sign_nobody_in(desk: Desk, behaviour: dict[str, Any], told: str) -> None:
    """The endpoint signs nothing: what it says counts for the person of the token alone."""
    desk.provider.behave(**behaviour)

    assert refused(desk, desk.sign_in(), told)


def test_the_log_of_the_server_holds_no_token(desk: Desk) -> None:
    """Neither one that was taken nor one that was refused."""
    tokens = [desk.provider.logout_token(), desk.provider.logout_token(nonce="n")]
    for one in tokens:
        log_out(desk, one)

    log = desk.office.server.log.read_text("utf-8")
    for one in tokens:
        assert one.rpartition(".")[2] not in log
