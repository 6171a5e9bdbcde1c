"""How hints add up."""

import math
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from barred.identify.clue import Clue
from barred.identify.combine import combine
from tests.identify.firms import index

WEIGHTS = {weight.id: weight for weight in index.weights()}
PRIOR = WEIGHTS["prior"].weight
CLUES = st.lists(
    st.builds(
        Clue,
        organisation=st.sampled_from(("veloptic", "quanta", "shutterly")),
        weight=st.sampled_from(sorted(set(WEIGHTS) - {"prior", "goods"})),
        text=st.sampled_from(("a", "b")),
        source=st.sampled_from(("x", "y")),
        kinds=st.sampled_from(("maker", "brand")),
    ),
    max_size=5,
)
PRODUCTS = st.sampled_from((None, ("ict/video-surveillance/camera", "camera"), ("accessory", "mount")))


@given(CLUES, PRODUCTS, st.randoms())
def test_order_changes_nothing(clues: list[Clue], product: tuple[str, str] | None, random: Random) -> None:
    """Clues found in another order give the same candidates."""
    shuffled = random.sample(clues, len(clues))

    assert combine(shuffled, WEIGHTS, product=product) == combine(clues, WEIGHTS, product=product)


@given(CLUES, PRODUCTS)
def test_signals_and_prior_add_up_to_the_probability(clues: list[Clue], product: tuple[str, str] | None) -> None:
    """What is shown is what was counted: one signal a cause, no more and no less."""
    for one in combine(clues, WEIGHTS, product=product):
        odds = PRIOR + sum(signal.weight for signal in one.signals)
        assert math.isclose(one.probability, 1 / (1 + 10**-odds), abs_tol=1e-6)
        groups = [weight.group for signal in one.signals for weight in WEIGHTS.values() if weight.kind == signal.kind]
        assert len(one.signals) <= len(set(groups))


@given(CLUES)
def test_no_hint_lowers_another(clues: list[Clue]) -> None:
    """Leaving a clue out never makes a candidate surer; a brand, which can take a maker's number over, aside."""
    clues = [clue._replace(kinds="maker") for clue in clues]
    whole = {one.organisation: one.probability for one in combine(clues, WEIGHTS, product=None)}
    for at in range(len(clues)):
        fewer = combine([*clues[:at], *clues[at + 1 :]], WEIGHTS, product=None)
        for one in fewer:
            assert one.organisation not in whole or one.probability <= whole[one.organisation]


def test_one_kind_alone_is_not_confirmed_unless_it_decides() -> None:
    """A band is limited by its signal, however high the number."""
    (one,) = combine([Clue("quanta", "brand-line", "a", "x")], WEIGHTS, product=("ict/drone", "drone"))

    assert (one.band, one.probability > 0.98) == ("probable", True)
