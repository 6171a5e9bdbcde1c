"""Options of `barred serve` that say who vouches for people: a provider of OpenID Connect."""

import argparse
import os
from importlib.util import find_spec
from pathlib import Path

from barred.errors import UsageProblem
from barred.web.oidc.role_rule import read_rules
from barred.web.oidc.setup import ProviderSetup, check_setup
from barred.wiring import names_ledger, provider_secret

__all__ = ["add_provider", "provider"]

# pyproject.toml has them under the extra `oidc`.
_NEEDED = ("authlib", "httpx2", "joserfc")


def add_provider(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    group = parser.add_argument_group("sign-in with a provider (OpenID Connect; needs a ledger)")
    group.add_argument("--oidc-issuer", default="", metavar="URL", help="the provider, by the address it calls itself")
    group.add_argument("--oidc-client", default="", metavar="ID", help="what it calls this server")
    group.add_argument(
        "--oidc-secret-file", type=Path, metavar="FILE",
        help="what this server proves that with (default: BARRED_OIDC_SECRET, else none)",
    )  # fmt: skip
    group.add_argument(
        "--oidc-roles", action="append", default=[], metavar="CLAIM:VALUE=ROLE",
        help="who may do what; may be repeated, the role that may do most counts; VALUE * is any",
    )  # fmt: skip
    group.add_argument(
        "--oidc-name",
        default="name",
        metavar="CLAIM",
        help="what the log calls people, beside their sub (default: name)",
    )
    group.add_argument(
        "--oidc-scope", action="append", default=[], metavar="SCOPE", help="asked beside openid and profile"
    )
    group.add_argument(
        "--oidc-userinfo", action="store_true", help="also ask for claims at its userinfo endpoint, at each sign-in"
    )
    group.add_argument(
        "--oidc-host", action="append", default=[], metavar="HOST",
        help="another host where endpoints of the provider are; nothing else is asked",
    )  # fmt: skip


def provider(options: argparse.Namespace) -> ProviderSetup | None:
    """Give the provider that the options name, or None.

    Raises:
        UsageProblem: They name one in part, the extra `oidc` is missing, or there is no ledger.
    """
    if not options.oidc_issuer:
        rest = ("oidc_client", "oidc_secret_file", "oidc_roles", "oidc_scope", "oidc_host", "oidc_userinfo")
        given = [name for name in rest if getattr(options, name)]
        if given:
            remedy = "name the provider with --oidc-issuer"
            raise UsageProblem("there is no provider", where=f"--{given[0].replace('_', '-')}", remedy=remedy)
        return None
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        remedy = "pip install 'barred[server,oidc]', or python3 boot.py install oidc in a checkout"
        raise UsageProblem(
            f"signing in with a provider needs {', '.join(missing)}", where="--oidc-issuer", remedy=remedy
        )
    if not names_ledger(os.environ, options.ledger):
        raise UsageProblem("sessions are in a ledger", where="--oidc-issuer", remedy="give --ledger too")
    return check_setup(
        ProviderSetup(
            options.oidc_issuer,
            options.oidc_client,
            read_rules(options.oidc_roles),
            secret=provider_secret(os.environ, options.oidc_secret_file),
            name_claim=options.oidc_name,
            more_scopes=tuple(options.oidc_scope),
            more_hosts=tuple(options.oidc_host),
            asks_userinfo=options.oidc_userinfo,
        )
    )
