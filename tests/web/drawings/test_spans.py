"""Timelines: bars in order of their first step, from it to the day asked about or to their last."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from barred.web.drawings.spans import lay_spans


class _Span(NamedTuple):
    id: str
    in_force: str
    stages: list[dict[str, str]]


DAYS = st.dates().filter(lambda day: 1990 <= day.year <= 2040).map(str)
STAGES = st.lists(DAYS.map(lambda day: {"stage": "in-force", "date": day}), max_size=4).map(
    lambda some: sorted(some, key=lambda one: one["date"])
)
SPANS = st.lists(
    st.tuples(st.integers(), st.sampled_from(["yes", "open", "no"]), STAGES).map(
        lambda told: _Span(str(told[0]), told[1], told[2])
    ),
    max_size=60,
)


@given(SPANS, DAYS)
def test_every_bar_and_step_lies_inside(spans: list[_Span], on: str) -> None:
    """Left of the beginning and right of the end there is nothing; years have the same width, and few are told."""
    drawn = lay_spans(spans, on)

    assert len(drawn.bars) + drawn.left_out == sum(bool(one.stages) for one in spans)
    assert len(drawn.years) <= 8
    assert [x for _, x in drawn.years] == sorted({x for _, x in drawn.years})
    assert 0 <= drawn.now <= 100
    for bar in drawn.bars:
        assert 0 <= bar.x1 <= bar.x2 <= 100
        assert all(0 <= x <= 100 for _, _, x in bar.marks)


def test_what_is_in_force_reaches_the_day_asked_about() -> None:
    """What ended stops at its last step."""
    steps = [{"stage": "in-force", "date": "2020"}, {"stage": "reversed", "date": "2021"}]

    drawn = lay_spans([_Span("a", "yes", steps), _Span("b", "no", steps)], "2024-06-01")

    assert drawn.bars[0].x2 == drawn.now
    assert drawn.bars[1].x2 == drawn.bars[1].marks[-1][2] < drawn.now
