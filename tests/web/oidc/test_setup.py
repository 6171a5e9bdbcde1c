"""What an operator says of a provider: told at once when it cannot be meant."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from barred.errors import UsageProblem
from barred.web.oidc.role_rule import read_rules, role_of
from barred.web.oidc.setup import ProviderSetup, check_setup

_RULE = ("--oidc-roles", "sub:*=reader")
_GOOD = ("--oidc-issuer", "https://idp.example", "--oidc-client", "barred", *_RULE)


@pytest.mark.parametrize("issuer", [
    "http://idp.example", "idp.example", "https://", "https://a@idp.example", "https://idp.example/?a=b",
    "https://idp.example/#a", "ftp://idp.example", "http://127.0.0.1.evil.example", "https://idp.example:99999", "",
])  # fmt: skip
def test_what_is_no_issuer_is_refused(issuer: str) -> None:
    """Without TLS only this machine is taken."""
    with pytest.raises(UsageProblem, match="is no issuer"):
        check_setup(ProviderSetup(issuer, "barred", ()))


@pytest.mark.parametrize(
    "issuer", ["https://idp.example", "https://idp.example:8443/realms/a", "http://localhost:8080"]
)
def test_an_issuer_is_taken_as_it_calls_itself(issuer: str) -> None:
    """With its path and port."""
    assert check_setup(ProviderSetup(issuer, "barred", ())).issuer == issuer


@pytest.mark.parametrize("host", ["https://a.example", "a.example/x", "a@b.example", "", "a.example:x", "a.example?b"])
def test_what_is_no_host_is_refused(host: str) -> None:
    """Nothing of an address but the host and its port."""
    with pytest.raises(UsageProblem, match="is no host"):
        check_setup(ProviderSetup("https://idp.example", "barred", (), more_hosts=(host,)))


@pytest.mark.parametrize(
    "word", ["groups", "groups:x", "groups=reader", ":x=reader", "groups:=reader", "groups:x=owner", ""]
)
def test_what_is_no_rule_is_refused(word: str) -> None:
    """A claim, a value and one of the roles."""
    with pytest.raises(UsageProblem):
        read_rules([word])


def test_claims_whose_names_hold_dots_are_found() -> None:
    """An address as a claim is not taken for a way into another one; a way into what is none finds nothing."""
    rules = read_rules(["https://idp.example/roles:a=admin", "realm.roles:b=reader", "x.y.z:c=curator"])

    assert role_of({"https://idp.example/roles": ["a"]}, rules) == "admin"
    assert role_of({"realm": {"roles": "b"}}, rules) == "reader"
    assert role_of({"realm.roles": "b"}, rules) == "reader"
    assert role_of({"x": {"y": "c"}, "realm": ["roles", "b"]}, rules) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--oidc-client", "barred"), "there is no provider"),
        (("--oidc-issuer", "https://idp.example", "--oidc-client", "barred"), "would have a role"),
        (("--oidc-issuer", "https://idp.example", *_RULE), "has to know who asks"),
        ((*_GOOD, "--oidc-secret-file", "no-such-file"), "the secret cannot be read"),
        ((*_GOOD, "--oidc-secret", "on the command line"), "unrecognized arguments"),
    ],
)
def test_a_setup_that_is_not_whole_is_refused(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """With the option that is missing or wrong; a secret is no word of the command line."""
    found = start("--ledger", str(tmp_path / "ledger.sqlite"), *words)

    assert (found.returncode, told in found.stderr) == (2, True), found.stderr


def test_a_provider_needs_a_ledger() -> None:
    """Sessions are kept there."""
    found = start(*_GOOD)

    assert (found.returncode, "sessions are in a ledger" in found.stderr) == (2, True), found.stderr


def test_the_extra_is_named_when_it_is_missing(tmp_path: Path) -> None:
    """A server without a provider starts without it; one with a provider says what to install."""
    code = (
        "import sys, importlib.util as u; find = u.find_spec; "
        "u.find_spec = lambda name, *rest: None if name in ('authlib', 'joserfc') else find(name, *rest); "
        "from barred.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ("serve", "--ledger", str(tmp_path / "ledger.sqlite"), *_GOOD)

    found = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, timeout=60
    )

    assert found.returncode == 2
    assert "needs authlib, joserfc" in found.stderr
    assert "barred[server,oidc]" in found.stderr


def start(*words: str) -> "subprocess.CompletedProcess[str]":
    """Start a server that is expected not to."""
    command = [sys.executable, "-m", "barred", "serve", "--port", "0", *words]
    bare = {name: value for name, value in os.environ.items() if name != "BARRED_LEDGER"}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=bare)
