"""Which claim of a provider gives which role here."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from barred.errors import UsageProblem
from barred.ledger.keys import ROLES

__all__ = ["RoleRule", "read_rules", "role_of"]

# The first colon ends the claim, unless the claim is an address and this is the colon of its scheme.
_FORM = re.compile(r"((?:[^:]|:(?=//))+):(.+)=([^=]*)")
_ANY = "*"
_WHERE = "--oidc-roles"


class RoleRule(NamedTuple):
    """Whose claim has a value has a role.

    Args:
        claim: Its name; a dot leads into a claim that holds others, as in `realm_access.roles`.
        value: The value, or one of its values; `*` for any.
        role: The role.
    """

    claim: str
    value: str
    role: str


def read_rules(words: Iterable[str]) -> tuple[RoleRule, ...]:
    """Read rules as the command line gives them.

    Raises:
        UsageProblem: One is not of the form `claim:value=role`, names no role, or there is none.

    Example:
        >>> read_rules(["groups:urn:x=y=admin"])
        (RoleRule(claim='groups', value='urn:x=y', role='admin'),)
    """
    rules = []
    for word in words:
        found = _FORM.fullmatch(word)
        if not found:
            raise UsageProblem(f"{word!r} is no rule", where=_WHERE, remedy="write claim:value=role")
        claim, value, role = found.groups()
        if role not in ROLES:
            raise UsageProblem(f"{role!r} is no role", where=_WHERE, remedy=f"choose from {', '.join(ROLES)}")
        rules.append(RoleRule(claim, value, role))
    if not rules:
        remedy = "give --oidc-roles claim:value=role; sub:*=reader lets everybody read whom the provider lets in"
        raise UsageProblem("nobody whom the provider knows would have a role", where=_WHERE, remedy=remedy)
    return tuple(rules)


def role_of(claims: Mapping[str, object], rules: Iterable[RoleRule]) -> str:
    """Give the role that may do most of those that some claims give; empty when they give none.

    Example:
        >>> rules = read_rules(["groups:readers=reader", "groups:heads=approver"])
        >>> role_of({"groups": ["heads", "readers"]}, rules), role_of({"groups": "head"}, rules)
        ('approver', '')
    """
    found = [rule.role for rule in rules if _holds(claims, rule)]
    return max(found, key=ROLES.index, default="")


def _holds(claims: Mapping[str, object], rule: RoleRule) -> bool:
    held = _claim(claims, rule.claim)
    values = held if isinstance(held, list) else [held]
    texts = {one for one in values if isinstance(one, str) and one}
    return rule.value in texts or (rule.value == _ANY and bool(texts))


def _claim(claims: Mapping[str, object], name: str) -> object:
    # A name may hold dots itself, as those that are addresses do.
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    inner = claims.get(first)
    return _claim(inner, rest) if rest and isinstance(inner, Mapping) else None
