"""Who may do what: stated here once more for every route there is, and asked of running servers with every role.

A new route without a stated right fails here, whatever the table of the program makes of it.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from barred.directory.snapshot import Snapshot
from barred.ledger.keys import ROLES
from barred.web.entrance.rights import Rights, suffices
from tests.web.office import Office, office

_EVERYBODY = ""


class Right(NamedTuple):
    """Who may read below a word of an address, and who may change something there; None where nothing is changed.

    Each as it is on a server that answers everybody, and on one that asks everybody for a key.
    """

    read: tuple[str, str]
    change: tuple[str, str] | None = None


_ALWAYS = (_EVERYBODY, _EVERYBODY)
_ASKED = (_EVERYBODY, "reader")
_READER, _APPROVER, _ADMIN = (("reader", "reader"), ("approver", "approver"), ("admin", "admin"))
_DIRECTORY = (
    *(
        "about",
        "algorithms",
        "ask",
        "catalog",
        "changes",
        "count",
        "diff",
        "directory",
        "entities",
        "events",
        "evidence",
        "favicon",
    ),
    *("feeds", "figures", "home", "interface", "links", "lookup", "metrics", "organisations", "products"),
    *("restrictions", "search", "snapshots", "sources", "statements", "timeline", "trace", "vocabulary", "work", ""),
)
_MACHINES = ("docs", "healthz", "openapi", "readyz", "static", ".well-known")
STATED = {
    **dict.fromkeys(_DIRECTORY, Right(_ASKED)),
    **dict.fromkeys(_MACHINES, Right(_ALWAYS)),
    **dict.fromkeys(("access", "check", "match", "radius"), Right(_ASKED, _ASKED)),
    **dict.fromkeys(("jobs", "checks", "sessions"), Right(_READER, _READER)),
    **dict.fromkeys(("log", "installation"), Right(_ADMIN)),
    "keys": Right(_ADMIN, _ADMIN),
    "reconcile": Right((_EVERYBODY, "reconciler"), (_EVERYBODY, "reconciler")),
    "sign-in": Right(_ALWAYS, _ALWAYS),
    "sign-out": Right(_ALWAYS, _ALWAYS),
    "waivers": Right(_READER, _APPROVER),
}
# Who asks for a waiver puts none on record.
EXCEPTIONS = {("POST", "/waivers/ask"): _READER}
# Answered 403 for what was shown there, to everybody alike.
_WAYS_IN = {"/sign-in", "/sign-in/back"}


def stated(method: str, path: str) -> tuple[str, str]:
    """Give the right that is stated for a route.

    Raises:
        KeyError: None is.
    """
    plain = path.removeprefix("/v1")
    word = plain.strip("/").split("/")[0]
    right = STATED[word if word.startswith(".") else word.partition(".")[0]]
    found = EXCEPTIONS.get((method, plain)) or (right.read if method in {"GET", "HEAD"} else right.change)
    if found is None:
        raise KeyError(f"{method} {path}")
    return found


@pytest.fixture(scope="module")
def strict(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a server that answers nobody who shows no key."""
    with office(tmp_path_factory.mktemp("strict"), snapshot.path, "--require-key") as found:
        yield found


def test_every_route_has_a_stated_right(routes: list[tuple[str, str]]) -> None:
    """And the program's table says the same of each."""
    ours = {(method, path): stated(method, path) for method, path in routes}
    open_door, strict_door = Rights(), Rights(is_strict=True)

    assert len(ours) > 180
    assert {one for right in ours.values() for one in right} == {_EVERYBODY, *ROLES} - {"curator"}
    for one, right in ours.items():
        assert (open_door.needed(*one), strict_door.needed(*one)) == right, one


def test_every_stated_right_is_that_of_a_route(routes: list[tuple[str, str]]) -> None:
    """What is gone goes here too."""
    words = {path.removeprefix("/v1").strip("/").split("/")[0] for _, path in routes}

    assert set(STATED) == {one if one.startswith(".") else one.partition(".")[0] for one in words}
    assert {(method, path.removeprefix("/v1")) for method, path in routes} >= set(EXCEPTIONS)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/novelties"), ("POST", "/about"), ("DELETE", "/v1/log/1"), ("POST", "/metrics")]
)
def test_a_route_without_a_stated_right_is_a_fault(method: str, path: str) -> None:
    """The guard has failed once: a new word, and a change where nothing was changed."""
    with pytest.raises(KeyError):
        stated(method, path)


@pytest.mark.parametrize("is_strict", [False, True], ids=["open", "strict"])
@pytest.mark.parametrize("role", ["", *ROLES])
def test_every_route_asks_every_role(
    desk: Office, strict: Office, routes: list[tuple[str, str]], role: str, *, is_strict: bool
) -> None:
    """Without a key 401, with a lesser role 403, and else neither; also for the pages that no description has."""
    found = strict if is_strict else desk

    for method, path in routes:
        if path in _WAYS_IN or path.startswith("/sign-in/provider"):
            continue
        needed = stated(method, path)[is_strict]
        # Whoever may do more than the least that is needed is asked where it is cheap: the last of them may do all.
        if suffices(role, needed) and role not in {needed, ROLES[-1]}:
            continue
        address = path.replace("{", "").replace("}", "")
        answer = found.ask(role, method, address, told={} if method == "POST" else None, Accept="application/json")
        expected = set() if suffices(role, needed) else {403 if role else 401}
        assert ({answer.status} & {401, 403}) == expected, (method, path, answer.status)
        assert "frame-ancestors" in answer.headers["content-security-policy"], (method, path)
        assert answer.headers["x-content-type-options"] == "nosniff", (method, path)
        # Whose page it is, no cache between keeps it.
        if stated(method, path)[False]:
            assert answer.headers["cache-control"] == "no-store", (method, path)
