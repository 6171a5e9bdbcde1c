"""What the operator of a gate has set: which outcome opens it, and in which time zone days change."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from barred.errors import UsageProblem
from barred.model.verdict import OUTCOMES

__all__ = ["DECISIONS", "FAILURE", "Policy", "read_policy"]

DECISIONS = ("allow", "deny", "ask")
# Stands beside the outcomes: that no verdict could be given at all.
FAILURE = "failure"
# Only what is certainly barred is refused, and nothing unknown is let in or shut out unasked.
_DEFAULT: Mapping[str, str] = MappingProxyType(
    {
        "barred": "deny",
        "depends": "ask",
        "waived": "allow",
        "noted": "allow",
        "clear": "allow",
        "unidentified": "ask",
        FAILURE: "ask",
    }
)


class Policy(NamedTuple):
    """The decision for every outcome and for a failure, and the zone whose midnight begins a day."""

    decisions: Mapping[str, str] = _DEFAULT
    zone: str = "UTC"


def read_policy(words: Iterable[str], *, zone: str = "UTC") -> Policy:
    """Read what an operator wrote over the defaults.

    Args:
        words: Each `OUTCOME=DECISION`, such as `unidentified=deny`; the later of two wins.
        zone: A name of the IANA time zone database.

    Raises:
        UsageProblem: A word names no outcome or decision, or nobody knows the zone.

    Example:
        >>> read_policy(["failure=allow"]).decisions["failure"]
        'allow'
    """
    decisions = dict(_DEFAULT)
    for word in words:
        outcome, sign, decision = (part.strip() for part in word.partition("="))
        if not sign or outcome not in decisions or decision not in DECISIONS:
            remedy = f"write one of {', '.join((*OUTCOMES, FAILURE))}, then = and one of {', '.join(DECISIONS)}"
            raise UsageProblem(f"{word!r} sets nothing at the gate", where="--gate", remedy=remedy)
        decisions[outcome] = decision
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        remedy = "name one such as UTC or Europe/Berlin"
        raise UsageProblem(f"no time zone is called {zone!r}", where="--zone", remedy=remedy) from trouble
    return Policy(decisions, zone)
