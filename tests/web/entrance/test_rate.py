"""Buckets: what a client has left."""

from hypothesis import given
from hypothesis import strategies as st

from barred.web.entrance.rate import Buckets


@given(
    rate=st.floats(0.5, 50),
    burst=st.integers(1, 20),
    gaps=st.lists(st.floats(0, 3), min_size=1, max_size=100),
)
def test_no_client_gets_more_than_rate_and_burst(rate: float, burst: int, gaps: list[float]) -> None:
    """Whatever the gaps: over any time, at most the burst and what came back since."""
    buckets, now, let_in = Buckets(rate, burst), 0.0, 0

    for gap in gaps:
        now += gap
        let_in += buckets.wait("somebody", now) == 0
        assert let_in <= burst + now * rate + 1e-6


def test_whoever_waits_as_long_as_told_is_let_in() -> None:
    """The time told is enough."""
    buckets = Buckets(4, 1)
    buckets.wait("somebody", 0)

    wait = buckets.wait("somebody", 0.1)

    assert wait > 0
    assert buckets.wait("somebody", 0.1 + wait + 1e-9) == 0


def test_clients_do_not_wait_for_each_other() -> None:
    """Each has a bucket; without a rate there is none."""
    buckets = Buckets(1, 1)

    assert [buckets.wait(name, 0) for name in ("one", "two", "three")] == [0, 0, 0]
    assert buckets.wait("one", 0) > 0
    assert {Buckets(0, 1).wait("one", 0) for _ in range(100)} == {0}
