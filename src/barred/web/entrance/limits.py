"""What a client may ask of a server."""

from typing import NamedTuple

__all__ = ["Limits"]


class Limits(NamedTuple):
    """Sizes, times and rates.

    Args:
        body_bytes: The largest body.
        body_s: How long a client may take to send a head, and a body.
        answer_s: How long an answer may take.
        rate: Requests a second for each client, 0 for no limit.
        burst: How many more a client may send at once after being quiet.
        at_once: Requests at once, of all clients.
        rows: Rows of a check that is answered at once.
        upload_bytes: The largest file of a job.
        upload_s: How long a client may take to send one.
        session_s: When a session of a browser ends, whatever it does.
        idle_s: When one ends that asks nothing.
    """

    body_bytes: int = 4 << 20
    body_s: float = 10.0
    answer_s: float = 30.0
    rate: float = 1000.0
    burst: int = 2000
    at_once: int = 512
    rows: int = 1000
    upload_bytes: int = 64 << 20
    upload_s: float = 120.0
    session_s: float = 12 * 3600.0
    idle_s: float = 3600.0
