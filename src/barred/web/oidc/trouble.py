"""Why a provider's word was not taken; a page says it in the words of its catalogue, the log in full."""

from typing import Literal

__all__ = ["Kind", "SignInTrouble"]

# Out of reach, or not what it should be; an answer that proves nothing; an attempt that is over; a no by the
# provider; a person who may do nothing here.
Kind = Literal["unreachable", "unproved", "stale", "denied", "no-role"]


class SignInTrouble(Exception):
    """Nobody is signed in.

    Args:
        kind: What the page tells.
        why: What the log tells; it holds no code, token or secret.
    """

    def __init__(self, kind: Kind, why: str) -> None:
        self.kind: Kind = kind
        self.why = why
        super().__init__(f"{kind}: {why}")
