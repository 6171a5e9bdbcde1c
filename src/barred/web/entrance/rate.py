"""How often a client may ask: a bucket for each that fills again as time goes by."""

from collections import OrderedDict

__all__ = ["Buckets"]

# Clients that are remembered; who was away longest is forgotten, and finds a full bucket.
_CLIENTS = 10_000


class Buckets:
    """Requests that clients have left.

    Args:
        rate: How many come back each second; 0 for no limit.
        burst: How many a client has that was quiet.

    Example:
        >>> buckets = Buckets(1, 2)
        >>> [buckets.wait("somebody", now) for now in (0, 0, 0.5, 1)]
        [0.0, 0.0, 0.5, 0.0]
    """

    def __init__(self, rate: float, burst: int) -> None:
        self.rate, self.burst = rate, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Take a request from a client's bucket.

        Returns:
            0 when there was one, else in how many seconds there will be.
        """
        if not self.rate:
            return 0.0
        left, then = self._left.pop(client, (float(self.burst), now))
        left = min(self.burst, left + (now - then) * self.rate)
        has_one = left >= 1
        self._left[client] = (left - 1 if has_one else left, now)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if has_one else (1 - left) / self.rate
