"""Compare two names: one probability that they name the same body, from features that are shown."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp
from typing import NamedTuple

from barred.matching.align import Alignment, Pairing, align, is_shortened_word
from barred.matching.lexicon import KINDS, Form, Lexicon
from barred.matching.parts import telling_letters
from barred.matching.prepare import Prepared, Word

__all__ = ["FEATURES", "Comparison", "compare", "features_of", "judge", "may_be_same"]

# Each is a number from 0 up; `match_weights` says what one of it adds to the log odds.
FEATURES = (
    *("bias", "evidence", "coverage", "whole", "joined", "typo", "short_typo", "lookalike", "shortened", "acronym"),
    *(
        "generic",
        "thin",
        "listed",
        "weak",
        "short",
        "slip",
        "word_one",
        "word_both",
        "trade_one",
        "trade_both",
        "place_one",
        "place_both",
        "home",
    ),
    *("number_one", "number_both", "structure", "form_kind", "form_country", "forms_alike", "forms_apart"),
    *("country", "country_alike", "order"),
)
_NONE = dict.fromkeys(FEATURES, 0.0) | {"bias": 1.0}
_REST = tuple((kind, f"{kind}_both", f"{kind}_one") for kind in ("word", "trade", "place", "number"))
_EVIDENCE = 14.0
_PAIR = 2
_HOME = "cn:"
_SHORT = 4
# A whole name of fewer letters is an abbreviation that many bear.
_SOLID_LETTERS = 5
# So many generic words name nobody without their legal form.
_FEW_WORDS = 2
# Few strangers share a legal form whose rarest word weighs this.
_RARE_FORM = 3.0
# The ways of pairing that are features of their own.
_WAYS = {how: how for how in ("joined", "acronym", "lookalike", "shortened")} | {"inflected": "shortened"}
_ROUNDING = 1e-3
# Less matched weight than this may be chance.
_SOLID = 7.0
# Bodies of these kinds are told apart by their form; a company may be any of the first three.
_BODIES = {"stock": "firm", "limited": "firm", "company": "firm", "partnership": "partnership"}


class Comparison(NamedTuple):
    """What a comparison found.

    Args:
        score: Probability from 0 to 1 that both name the same body, with four decimals.
        alignment: Which words were taken for which.
        features: Every feature, in the order of `FEATURES`.
    """

    score: float
    alignment: Alignment
    features: Mapping[str, float]


def compare(
    left: Prepared,
    right: Prepared,
    *,
    lexicon: Lexicon,
    countries: tuple[str, str] = ("", ""),
    found_as: str = "",
) -> Comparison:
    """Compare two names.

    Args:
        left: A name, taken apart.
        right: Another, taken apart with the same lexicon.
        lexicon: What is known of words and what features weigh.
        countries: ISO 3166 codes of both bodies, empty where unknown.
        found_as: *listed* where the right name was found among many, where chance meetings are likelier
            than between two names that somebody put side by side; *weak* where the list itself calls
            it a weak alias, which many others bear.

    Returns:
        The comparison; swapping names and countries gives the same score.
    """
    return judge((left, right), align(left, right), lexicon=lexicon, countries=countries, found_as=found_as)


def judge(
    names: tuple[Prepared, Prepared],
    alignment: Alignment,
    *,
    lexicon: Lexicon,
    countries: tuple[str, str] = ("", ""),
    found_as: str = "",
) -> Comparison:
    """Compare two names that are laid against each other already; see `compare`."""
    left, right = names
    found = features_of(left, right, alignment=alignment, countries=countries)
    if found_as:
        found["weak"] = float(found_as == "weak")
        _measure_chance(found, left, right, alignment=alignment)
    odds = 0.0
    for name, value in found.items():
        if value:
            odds += lexicon.weights.get(name, 0.0) * value
    return Comparison(round(1 / (1 + exp(-max(-60.0, min(60.0, odds)))), 4), alignment, found)


def may_be_same(
    names: tuple[Prepared, Prepared], alignment: Alignment, *, lexicon: Lexicon, countries: tuple[str, str]
) -> bool:
    """Tell whether two names of which one was found among many can still be the same, before all is measured.

    With a word left over that is no place the whole is not shared. Then nothing is left that could outweigh it but the
    words that are written together, initials and a country.
    """
    rests = [
        [name.words[at] for at in rest] for name, rest in zip(names, (alignment.left, alignment.right), strict=True)
    ]
    if not any(word.kind not in {"place", "stop"} for rest in rests for word in rest):
        return True
    weigh = lexicon.weights.get
    lost = max(sum(word.weight for word in rest if word.kind == "word") for rest in rests) / 10
    odds = weigh("bias", 0.0) + weigh("listed", 0.0) + lost * max(weigh("word_one", 0.0), weigh("word_both", 0.0))
    odds += max(0.0, weigh("evidence", 0.0)) * _EVIDENCE + max(0.0, weigh("coverage", 0.0))
    if countries[0] and countries[0] == countries[1]:
        odds += max(0.0, weigh("country_alike", 0.0))
    odds += sum(max(0.0, weigh(_WAYS.get(one.how, ""), 0.0)) for one in alignment.pairings)
    if alignment.slips or any(one.edits for one in alignment.pairings):
        odds += max(0.0, weigh("forms_alike", 0.0))
    return odds > -_ROUNDING


def features_of(
    left: Prepared, right: Prepared, *, alignment: Alignment, countries: tuple[str, str] = ("", "")
) -> dict[str, float]:
    """Measure what speaks for and against two names being one."""
    found = _NONE.copy()
    _measure_pairings(found, left, right, alignment)
    rests = [[left.words[at] for at in alignment.left], [right.words[at] for at in alignment.right]]
    places = [[word for word in rest if word.kind == "place"] for rest in rests]
    is_right = not (found["typo"] or found["short_typo"])
    if is_right and any(
        _is_home(name, rest) and not places[1 - side]
        for side, (name, rest) in enumerate(((left, alignment.left), (right, alignment.right)))
    ):
        # Only one name says where it is from, and it is a firm of China; both are spelt alike.
        found["home"] = 1.0
        rests = [[word for word in rest if word.kind != "place"] for rest in rests]
    found["whole"] = float(not any(rests) and bool(alignment.pairings))
    if all(word.kind in {"place", "stop"} for word in (*left.words, *right.words)):
        found["whole"] = 0.0  # the name of a place is nobody's
    found["generic"] *= 1 - found["whole"]
    _measure_rest(found, *rests)
    if not alignment.slips:
        found["form_kind"], found["form_country"] = _form_conflicts(left.forms, right.forms)
    if found["typo"] or found["short_typo"]:
        # A slip leaves the rest of a name as it was; two names that are a letter apart by chance differ elsewhere too.
        is_alike = bool(left.form) and _is_one_form(left.form, right.form)
        found["forms_alike"] = min(_RARE_FORM, left.form_weight, right.form_weight) / _RARE_FORM if is_alike else 0.0
        found["forms_apart"] = float(not is_alike and not alignment.slips and bool(left.forms or right.forms))
    _measure_countries(found, (left, right), countries)
    return found


def _measure_chance(found: dict[str, float], left: Prepared, right: Prepared, *, alignment: Alignment) -> None:
    """Measure what strangers share by chance with one of many names, and hardly with one that is put beside them."""
    found["listed"], found["slip"] = 1.0, found["typo"]
    if not found["whole"] or alignment.slips or (left.form and _is_one_form(left.form, right.form)):
        return
    # The whole is shared, but not the legal form beside it.
    if not (found["typo"] or found["short_typo"]):
        found["short"] = float(max(0, _SOLID_LETTERS - _own_letters(left, right)))
    are_few = min(sum(word.kind != "stop" for word in name.words) for name in (left, right)) <= _FEW_WORDS
    has_two_forms = bool(left.forms and right.forms)
    has_form = bool(left.forms or right.forms)
    if not (_is_named(left) and _is_named(right)) and (has_two_forms or (has_form and are_few)):
        found["generic"], found["whole"] = 1.0, 0.0


def _is_named(name: Prepared) -> bool:
    """Tell whether a name holds more than initials, numbers, places and words of trade; "Si2" is more than a number."""
    return any(
        len(word.text) > 1 and (word.kind == "word" or (word.kind == "number" and not word.text.isalpha()))
        for word in name.words
        if not word.text.isdigit()
    )


def _measure_countries(found: dict[str, float], names: tuple[Prepared, Prepared], countries: tuple[str, str]) -> None:
    """Compare stated countries, and a stated country with that of the other's legal form, which says half as much."""
    one, other = countries
    if one and other:
        # Beside a slip a country proves little: neighbours by one letter are often of one country.
        is_right = not (found["typo"] or found["short_typo"])
        found["country"], found["country_alike"] = float(one != other), float(one == other and is_right)
        return
    lands = [_lands(name.forms) for name in names]
    for side, stated in enumerate((one, other)):
        # A body abroad keeps the form of its home, and then says nothing of the other.
        is_abroad = bool(lands[side]) and stated not in lands[side]
        if stated and not is_abroad and lands[1 - side] and stated not in lands[1 - side]:
            found["country"] = 0.5


def _own_letters(left: Prepared, right: Prepared) -> int:
    """Count the letters of the shorter name, legal forms and connecting words aside."""
    return min(sum(len(word.text) for word in name.words if word.kind != "stop") for name in (left, right))


def _measure_pairings(found: dict[str, float], left: Prepared, right: Prepared, alignment: Alignment) -> None:
    covered = [0.0, 0.0]
    is_named, evidence, solid = False, 0.0, 0.0
    for pairing in alignment.pairings:
        ours, theirs = [left.words[at] for at in pairing.left], [right.words[at] for at in pairing.right]
        one, other = _weight(ours), _weight(theirs)
        is_named = is_named or ours[0].kind == "word" or theirs[0].kind == "word" or len(ours) + len(theirs) > _PAIR
        shared = min(one, other)
        if pairing.how in {"same", "meaning"}:
            likeness = solidity = 1.0
        else:
            letters = _letters(ours, theirs)
            likeness = _likeness(pairing, letters)
            # A digit that looks like a letter is put there on purpose; a letter that does is as often another name.
            is_sure = any(map(str.isdigit, ours[0].text + theirs[0].text)) and pairing.how == "lookalike"
            solidity = 1.0 if is_sure else _solidity(pairing, letters)
            is_stop = ours[0].kind == "stop" or theirs[0].kind == "stop"
            _count_ways(found, pairing, letters=_SHORT + 1 if is_stop else letters)
        evidence += shared * likeness
        solid += shared * solidity
        covered = [covered[0] + one * likeness, covered[1] + other * likeness]
    found["evidence"] = min(evidence, _EVIDENCE)
    found["coverage"] = min(
        done / total if total else 0.0 for done, total in zip(covered, (left.weight, right.weight), strict=True)
    )
    found["typo"] += alignment.slips
    found["thin"] = max(0.0, 1 - solid / _SOLID)
    found["generic"] = float(not is_named)
    found["order"] = float(_is_reordered(alignment.pairings))


def _is_home(name: Prepared, rest: Sequence[int]) -> bool:
    """Tell whether a name has too much just the town or province that a firm of China is named by first."""
    places = [at for at in rest if name.words[at].kind == "place"]
    is_first = places == list(range(len(places))) and len(places) < len(name.words)
    return bool(places) and is_first and all(name.words[at].key.startswith(_HOME) for at in places)


def _weight(words: Sequence[Word]) -> float:
    return words[0].weight if len(words) == 1 else sum(word.weight for word in words)


def _letters(ours: Sequence[Word], theirs: Sequence[Word]) -> int:
    """Count the letters that a slip has to be seen beside."""
    if len(ours) == len(theirs) == 1:
        return telling_letters(ours[0].parts, theirs[0].parts)
    return max(sum(len(word.text) for word in side) for side in (ours, theirs))


def _likeness(pairing: Pairing, letters: int) -> float:
    if pairing.how in {"typo", "joined"}:
        return 1 - min(1.0, pairing.edits / max(letters, 1))
    return {"acronym": 0.6, "shortened": 0.8, "inflected": 0.85, "lookalike": 0.9}.get(pairing.how, 1.0)


def _solidity(pairing: Pairing, letters: int) -> float:
    """Tell how little chance has to do with it: short words have many others one letter away."""
    edits = 1 if pairing.how == "lookalike" else pairing.edits
    if not edits or pairing.how == "inflected":
        return 1.0
    return min(1.0, max(0.0, (letters - 4 * edits) / 6))


def _count_ways(found: dict[str, float], pairing: Pairing, *, letters: int) -> None:
    if pairing.how == "typo" and letters <= _SHORT:
        found["short_typo"] += pairing.edits * (_SHORT + 1 - letters)
    elif pairing.how == "typo":
        found["typo"] += pairing.edits
    elif pairing.how == "joined":
        found["joined"] += 1
        found["typo"] += pairing.edits
    elif pairing.how in {"shortened", "inflected"}:
        found["shortened"] += 1
    elif pairing.how in {"acronym", "lookalike"}:
        found[pairing.how] += 1


def _measure_rest(found: dict[str, float], left: Sequence[Word], right: Sequence[Word]) -> None:
    """Measure the words that only one name has; what both have too much of weighs more."""
    if not left and not right:
        return
    sides = [dict.fromkeys(KINDS, 0.0), dict.fromkeys(KINDS, 0.0)]
    for missed, words in zip(sides, (left, right), strict=True):
        for word in words:
            missed[word.kind] += word.weight / 10 if word.kind == "word" else 1.0
    for kind, both, one in _REST:
        found[both] = min(sides[0][kind], sides[1][kind])
        found[one] = abs(sides[0][kind] - sides[1][kind])
    found["structure"] = sides[0]["structure"] + sides[1]["structure"]


def _form_conflicts(left: Sequence[Form], right: Sequence[Form]) -> tuple[float, float]:
    if not left or not right:
        return 0.0, 0.0
    kinds = [{form.kind for form in side} - {""} for side in (left, right)]
    bodies = [{_BODIES.get(kind, kind) for kind in side} for side in kinds]
    conflict = 0.0
    if all(bodies) and not bodies[0] & bodies[1]:
        conflict = 1.0
    elif all(kinds) and not kinds[0] & kinds[1] and not any("company" in side for side in kinds):
        conflict = 0.5
    lands = _lands(tuple(left)), _lands(tuple(right))
    return conflict, float(all(lands) and not lands[0] & lands[1])


@lru_cache(maxsize=4096)
def _lands(forms: tuple[Form, ...]) -> frozenset[str]:
    """Give the countries that have one of some legal forms; few combinations stand at the ends of names."""
    return frozenset[str]().union(*(form.countries for form in forms))


def _is_one_form(one: str, other: str) -> bool:
    """Tell whether two legal forms are one, written out or not: "llc" is "limited liability company"."""
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in long.split())
    words = list(zip(short.split(), long.split(), strict=False))
    is_shortened = len(short.split()) == len(long.split()) and all(a == b or is_shortened_word(a, b) for a, b in words)
    return is_shortened or short.replace(" ", "") == initials


def _is_reordered(pairings: Sequence[Pairing]) -> bool:
    return any(one.right[0] > other.right[0] for one, other in pairwise(sorted(pairings)))
