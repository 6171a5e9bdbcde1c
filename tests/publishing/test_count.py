"""Counting: what is in force on the day, and never a proposal among the bans."""

import pytest

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.model.restriction import Target
from barred.publishing.count import DIMENSIONS, Count, Tally, count
from tests.shelf import Shelf, law

ACME = Target("acme")
BOOK = Shelf(
    law("old", target=ACME, stages=(("in-force", "2018"), ("expired", "2019"))),
    law("now", target=ACME, stages=(("in-force", "2019-05-01"),)),
    law("both", target=ACME, stages=(("in-force", "2019"),))._replace(
        targets=(ACME, Target("lumen")), place="us-vt", rationales=("ethics", "reputation")
    ),
    law("vague", target=ACME, stages=(("in-force", "2020"),)),
    law("plan", target=ACME, stages=(("proposed", "2019"),), action="propose"),
    law("no", target=ACME, stages=(("declined", "2019"),), action="decline-to-act"),
    law("undo", target=ACME, stages=(("in-force", "2019"),), action="reverse"),
)


def counted(by: str = "", on: str = "2020-03-01", known: str | None = None, **filters: str) -> Count:
    """Count the shelf."""
    return count(by, filters, context=Context(on=on, known=known), book=BOOK)


def test_what_binds_nobody_stands_apart() -> None:
    """Proposals, refusals and reversals are told beside the count, whatever their stage."""
    found = counted()

    assert found.total == Tally("total", in_force=2, open=1, not_in_force=1, records=("both", "now", "vague"))
    assert found.apart == {"decline-to-act": 1, "propose": 1, "reverse": 1}


def test_a_measure_with_two_makers_counts_once_in_the_total() -> None:
    """It stands under both."""
    found = counted("maker")

    assert [(one.value, one.in_force) for one in found.tallies] == [("acme", 2), ("lumen", 1)]
    assert found.total.in_force == 2


def test_a_state_counts_to_its_country() -> None:
    """By country, not by place; by place it stands alone."""
    assert [(one.value, one.in_force) for one in counted("country").tallies] == [("us", 2)]
    assert [(one.value, one.in_force) for one in counted("place").tallies] == [("us", 1), ("us-vt", 1)]


def test_day_and_knowledge_and_filters() -> None:
    """Each narrows what is counted."""
    assert counted(on="2018-06-01").total.in_force == 0
    assert counted(on="2018-06-01").total.open == 1
    assert counted(known="2018-06-01").total == Tally("total", 1, 0, 0, ("old",))
    assert counted(place="us-vt").total.in_force == 1


def test_a_measure_without_a_value_is_in_the_total_alone() -> None:
    """Nobody gave a ground for it."""
    found = counted("rationale")

    assert [one.value for one in found.tallies] == ["ethics", "reputation"]
    assert found.total.in_force == 2


@pytest.mark.parametrize("by", [*DIMENSIONS, "actor_type"])
def test_every_dimension_counts(by: str) -> None:
    """Single-valued ones add up to the total."""
    found = counted(by)

    assert found.by in DIMENSIONS.values()
    if found.by not in {"target", "rationale"}:
        assert sum(one.in_force for one in found.tallies) == found.total.in_force


def test_an_unknown_dimension_is_an_error() -> None:
    """It names those there are."""
    with pytest.raises(UsageProblem, match="rationale"):
        counted("colour")
