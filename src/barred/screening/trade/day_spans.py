"""Days on which nothing in the directory begins or ends, taken together: one decision stands for all of them.

A file of three years has a thousand days, and most of them differ in nothing that a restriction or a link turns on.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from barred.model.day import first_day, last_day

__all__ = ["DaySpans"]

_DATE = re.compile(r'"((?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)"')
_WHOLE_DAY = len("2022-03-14")


class DaySpans:
    """Tells which days are alike.

    Args:
        bodies: The records that verdicts turn on. Every date in them is taken for an edge, whatever it is
            for: one too many costs a decision, one too few would cost a right answer.
    """

    def __init__(self, bodies: Iterable[Mapping[str, Any]]) -> None:
        dates = {date for body in bodies for date in _DATE.findall(json.dumps(body))}
        # A date that is a month may have come from its first day and certainly has by its last.
        self._edges = sorted({edge for date in dates for edge in (first_day(date), last_day(date))})

    def span(self, on: str) -> str:
        """Name the span of a day; a month or a year is one of its own.

        Example:
            >>> spans = DaySpans([{"since": "2022-03"}])
            >>> spans.span("2022-03-01") == spans.span("2022-03-30"), spans.span("2022-03-31")
            (True, '2')
        """
        return str(bisect_right(self._edges, on)) if len(on) == _WHOLE_DAY else on
