"""Weigh clues into candidates: logarithms of likelihood ratios added up, one for each cause."""

from collections.abc import Iterable, Mapping, Sequence

from barred.identify.clue import Clue
from barred.identify.index import Weight
from barred.model.candidate import Candidate, Signal

__all__ = ["combine"]

_CONFIRMED, _PROBABLE, _POSSIBLE = 0.99, 0.9, 0.2
_RANKS = ("possible", "probable", "confirmed")
# Words of the line win over what the number says only for these: "licence for DS-…" is a licence.
_WORDS_WIN = ("accessory", "service", "ict/video-surveillance/software", "ict/software")
_MODEL_KINDS = ("model-grammar", "model-catalogue")
_MAKER_WEIGHTS = ("grammar-decisive", "grammar-strong")


def combine(
    clues: Sequence[Clue], weights: Mapping[str, Weight], *, product: tuple[str, str] | None
) -> tuple[Candidate, ...]:
    """Weigh clues into candidates.

    Args:
        clues: Hints for any organisations, in any order.
        weights: What each kind of hint is worth, by id.
        product: Class that the words of the line tell, and these words.

    Returns:
        Candidates from the surest down, equals by organisation. Clues of one group of kinds share
        a cause, so only the strongest of a group counts and is shown: the weights of the signals
        and the prior add up to the log odds of the probability.
    """
    groups = _with_makers(_by_organisation(clues, weights), weights)
    made = [_candidate(one, mine, weights=weights, product=product) for one, mine in groups.items()]
    kept = [one for one in made if one is not None]
    joint = sum(one.is_joint for one in kept)
    kept = [one._replace(is_joint=one.is_joint and joint > 1) for one in kept]
    return tuple(sorted(kept, key=lambda one: (-one.probability, one.organisation)))


def _by_organisation(clues: Sequence[Clue], weights: Mapping[str, Weight]) -> dict[str, list[Clue]]:
    groups: dict[str, list[Clue]] = {}
    for clue in clues:
        if clue.weight in weights:
            groups.setdefault(clue.organisation, []).append(clue)
    return groups


def _with_makers(groups: dict[str, list[Clue]], weights: Mapping[str, Weight]) -> dict[str, list[Clue]]:
    """Read a brand beside a number of one maker as goods of the brand made by that maker."""
    by_number = {
        one: mine for one, mine in groups.items() if all(weights[clue.weight].kind in _MODEL_KINDS for clue in mine)
    }
    brands = [
        one
        for one, mine in groups.items()
        if one not in by_number and any(_is_only_brand(clue) for clue in mine)
        and not any(weights[clue.weight].kind in _MODEL_KINDS for clue in mine)
    ]  # fmt: skip
    sure = [one for one, mine in by_number.items() if any(clue.weight in _MAKER_WEIGHTS for clue in mine)]
    if len(brands) != 1 or len(sure) != 1:
        return groups
    maker, brand = sure[0], brands[0]
    moved = [clue._replace(organisation=brand, maker=maker, brand=None) for clue in by_number[maker]]
    return {one: mine + moved if one == brand else mine for one, mine in groups.items() if one != maker}


def _is_only_brand(clue: Clue) -> bool:
    kinds = clue.kinds.split()
    return "brand" in kinds and "maker" not in kinds


def _candidate(
    organisation: str, clues: Sequence[Clue], *, weights: Mapping[str, Weight], product: tuple[str, str] | None
) -> Candidate | None:
    strongest: dict[str, Clue] = {}
    for clue in _ordered(clues, weights):
        strongest.setdefault(weights[clue.weight].group, clue)
    counted = [(clue, weights[clue.weight]) for clue in strongest.values()]
    signals = [Signal(weight.kind, clue.text, weight.weight, clue.source) for clue, weight in counted]
    goods = weights.get("goods")
    if product and product[0].startswith("ict/") and goods:
        signals.append(Signal(goods.kind, product[1], goods.weight, f"product_words:{product[0]}"))
    odds = weights["prior"].weight + sum(signal.weight for signal in signals)
    probability = round(1 / (1 + 10**-odds), 6)
    band = _band(probability, [weight for _, weight in counted])
    if band is None:
        return None
    names = [clue for clue in clues if weights[clue.weight].kind not in _MODEL_KINDS]
    return Candidate(
        organisation,
        _first(clue.brand for clue, _ in counted),
        _first(clue.maker for clue in _ordered(clues, weights)),
        probability,
        band,
        tuple(sorted(signals, key=lambda signal: (-signal.weight, signal.kind))),
        _product(clues, weights, product=product),
        bool(names) and all(clue.is_joint for clue in names),
    )


def _band(probability: float, weights: Sequence[Weight]) -> str | None:
    """Confirmed needs two independent kinds or one decisive one; others stay under their ceiling."""
    is_free = len(weights) > 1 or any(weight.decisive for weight in weights)
    ceiling = 2 if is_free else max(_RANKS.index(weight.ceiling) for weight in weights)
    floors = ((_CONFIRMED, 2), (_PROBABLE, 1), (_POSSIBLE, 0))
    reached = next((rank for least, rank in floors if probability >= least), None)
    return None if reached is None else _RANKS[min(reached, ceiling)]


def _ordered(clues: Sequence[Clue], weights: Mapping[str, Weight]) -> list[Clue]:
    """Put the strongest first, and equals in an order that does not depend on where they were found."""
    return sorted(
        clues,
        key=lambda one: (
            *(-weights[one.weight].weight, one.weight, one.source, one.text),
            *(one.brand or "", one.maker or "", one.product or ""),
        ),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _product(clues: Sequence[Clue], weights: Mapping[str, Weight], *, product: tuple[str, str] | None) -> str | None:
    numbered = _first(clue.product for clue in _ordered(clues, weights))
    told = product[0] if product else None
    is_narrower = bool(told and numbered and told.startswith(f"{numbered}/"))
    return told if told in _WORDS_WIN or is_narrower or not numbered else numbered
