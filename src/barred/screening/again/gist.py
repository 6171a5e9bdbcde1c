"""What is compared between two verdicts on one subject, and kept: the answer without its wording."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from barred.ledger.canonical import canonical, digest_of_text
from barred.model.verdict import Judgement, Verdict

__all__ = ["Difference", "Folded", "FoldedGists", "differences", "gist", "waivers_in"]

# So many are known by sight; of a maker that many measures name one takes ten kilobytes.
_REMEMBERED = 1024
_APPLIES = {"yes": "applies", "open": "may apply", "no": "does not apply"}


class Difference(NamedTuple):
    """One thing that differs: an *identity*, *restriction*, *question* or cleared *pair*, as it was and is.

    None tells that it was not there, or is no longer. `is_idle` tells that a restriction applied
    neither then nor now, nor might have.
    """

    of: str
    id: str
    before: str | None
    after: str | None
    is_idle: bool = False


def gist(verdict: Verdict, *, cleared: Sequence[str] = ()) -> dict[str, Any]:
    """Give a verdict in short, as plain data.

    Args:
        verdict: The answer.
        cleared: Organisations left out of it because the pair was cleared.
    """
    return {
        "outcome": verdict.outcome,
        "identities": {one.organisation: [one.band, one.brand, one.maker, one.product] for one in verdict.candidates},
        "restrictions": {one.id: _standing(one) for one in verdict.restrictions},
        "questions": [one.part for one in verdict.questions],
        "cleared": sorted(cleared),
    }


class Folded(NamedTuple):
    """A gist as it is kept: its digest, and its canonical text."""

    digest: str
    body: str


class FoldedGists:
    """Makes the gists of one verdict after the other; what rows share is made and digested once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[Verdict, Folded]] = {}

    def fold(self, verdict: Verdict) -> Folded:
        """Give the gist of a verdict, as `gist` does, folded."""
        found = tuple((one.organisation, one.band, one.brand, one.maker, one.product) for one in verdict.candidates)
        # Which rows share restrictions is told by the objects, not looked at.
        key = (verdict.outcome, found, id(verdict.restrictions), id(verdict.questions))
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            body = canonical(gist(verdict))
            # The verdict is kept too: nothing else can be known by the numbers of its parts then.
            self._known[key] = (verdict, Folded(digest_of_text(body), body))
        return self._known[key][1]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Give what differs between two gists: cleared pairs, identities, restrictions, questions, each by id.

    Of the restrictions those come first that applied, may have applied or do so now. The others are
    told only where the subject still points to the same organisations: else all of them differ.
    """
    told = [*_coming_and_going("pair", "cleared", (before["cleared"], after["cleared"]))]
    told += _between("identity", before["identities"], after["identities"])
    was, has = before["restrictions"], after["restrictions"]
    rules = [*_between("restriction", was, has)]
    idle = [one for one in rules if all(side[one.id][0] == "no" for side in (was, has) if one.id in side)]
    told += [one for one in rules if one not in idle]
    told += _coming_and_going("question", "open", (before["questions"], after["questions"]))
    idle = [one._replace(is_idle=True) for one in idle]
    return told + idle if set(before["identities"]) == set(after["identities"]) else told


def waivers_in(standing: Sequence[str]) -> Sequence[str]:
    """Give the waivers of the ledger that cover a restriction of a gist."""
    return standing[3:]


def _standing(one: Judgement) -> list[str]:
    return [one.applies, one.stage, *(["waived"] if one.waived else []), *one.waivers]


def _between(of: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    tell = _identity_told if of == "identity" else _restriction_told
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            was, has = (tell(one[key]) if key in one else None for one in (before, after))
            yield Difference(of, key, was, has)


def _coming_and_going(of: str, word: str, sides: tuple[Sequence[str], Sequence[str]]) -> Iterator[Difference]:
    before, after = sides
    for key in sorted({*before} ^ {*after}):
        yield Difference(of, key, word if key in before else None, word if key in after else None)


def _identity_told(parts: Sequence[str | None]) -> str:
    band, brand, maker, product = parts
    told = [band, f"sold as {brand}" if brand else "", f"made by {maker}" if maker else "", product]
    return ", ".join(one for one in told if one)


def _restriction_told(parts: Sequence[str]) -> str:
    applies, stage, *waived = parts
    told = f"{_APPLIES[applies]} ({stage})"
    by = " ".join(waivers_in(parts))
    return f"{told}, waived by {by}" if by else f"{told}, waived" if waived else told
