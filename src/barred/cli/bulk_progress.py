"""Rows, rate and time left on standard error while a bulk run goes on."""

import sys
import time

__all__ = ["BulkProgress"]

# A terminal shows one line that changes; a log gets a line now and then.
_SECONDS_BETWEEN = 0.5
_SECONDS_IN_A_LOG = 10.0
_MINUTE = 60
_HOUR = 3600


class BulkProgress:
    """Tells how far a run is, by the size of what is done.

    Args:
        total_bytes: The size of all that this run does.
        is_shown: Whether anybody wants to know.
    """

    def __init__(self, total_bytes: int, *, is_shown: bool) -> None:
        self._total = max(1, total_bytes)
        self._is_shown = is_shown
        self._is_live = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()
        self._rows = self._bytes = 0

    def add(self, rows: int, size_bytes: int) -> None:
        """Count a part that is finished, and tell when it is time."""
        self._rows += rows
        self._bytes += size_bytes
        now = time.monotonic()
        if self._is_shown and now - self._told >= (_SECONDS_BETWEEN if self._is_live else _SECONDS_IN_A_LOG):
            self._told = now
            left = (now - self._begun) * (self._total - self._bytes) / max(1, self._bytes)
            self._write(f"{self._line(now)}, {self._bytes / self._total:.0%}, about {_spoken(left)} left")

    def close(self) -> None:
        """Tell how many rows it were, and how fast."""
        if self._is_shown:
            now = time.monotonic()
            self._write(f"{self._line(now)}, {_spoken(now - self._begun)}", is_last=True)

    def _line(self, now: float) -> str:
        rate = self._rows / max(1e-9, now - self._begun)
        return f"{self._rows:,} rows, {rate:,.0f} a second"

    def _write(self, line: str, *, is_last: bool = False) -> None:
        start, end = ("\r\x1b[K", "\n" if is_last else "") if self._is_live else ("", "\n")
        print(f"{start}{line}", end=end, file=sys.stderr, flush=True)


def _spoken(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE:.0f} min {seconds % _MINUTE:.0f} s"
    return f"{seconds // _HOUR:.0f} h {seconds % _HOUR // _MINUTE:.0f} min"
