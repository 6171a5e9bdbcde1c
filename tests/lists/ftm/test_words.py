"""Words of FollowTheMoney: shares and dates survive the way out and back, and nonsense is no value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.lists.ftm.words import dates, share
from barred.model.organisation import Link
from barred.publishing.ftm.link import percentage

SHARES = st.none() | st.integers(0, 10_000).map(lambda one: one / 10_000)


@given(least=SHARES, most=SHARES)
def test_a_share_comes_back_with_its_bounds(least: float | None, most: float | None) -> None:
    """Exactly, at least, at most and between stay apart."""
    if least is not None and most is not None and least > most:
        least, most = most, least

    written = percentage(Link("owned-by", "lumen", share_least=least, share_most=most))

    assert share(written) == (least, most)


@pytest.mark.parametrize("text", ["", "most", "101", "50-40", "-3", "5 of 6", "1e1", "12,5,1"])
def test_what_is_no_share_has_no_bounds(text: str) -> None:
    """Better none than a wrong one."""
    assert share(text) == (None, None)


@given(st.lists(st.text(max_size=12)))
def test_any_text_is_a_date_or_nothing(values: list[str]) -> None:
    """Whatever a file holds, only dates come out, in order."""
    found = dates(values)

    assert found == sorted(found, key=lambda one: (one + "-01-01")[:10])
    assert set(map(len, found)) <= {4, 7, 10}
