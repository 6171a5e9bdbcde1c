"""What is compared between two verdicts on one subject, and kept: the answer without its wording."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from barred.model.verdict import Judgement, Verdict

__all__ = ["Difference", "differences", "gist"]

_APPLIES = {"yes": "applies", "open": "may apply", "no": "does not apply"}


class Difference(NamedTuple):
    """One thing that differs: an *identity*, a *restriction* or a cleared *pair*, as it was and as it is.

    None tells that it was not there, or is no longer.
    """

    of: str
    id: str
    before: str | None
    after: str | None


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


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Give what differs between two gists: cleared pairs, then identities, then restrictions, each by id.

    Of the restrictions those come first that applied, may have applied or do so now. The others are
    told only where the subject still points to the same organisations: else all of them differ.
    """
    left, leaves = (set(one["cleared"]) for one in (before, after))
    told = [
        Difference("pair", one, "cleared" if one in left else None, "cleared" if one in leaves else None)
        for one in sorted(left ^ leaves)
    ]
    told += _between("identity", before["identities"], after["identities"])
    was, has = before["restrictions"], after["restrictions"]
    rules = [*_between("restriction", was, has)]
    idle = [one for one in rules if all(side[one.id][0] == "no" for side in (was, has) if one.id in side)]
    told += [one for one in rules if one not in idle]
    return told + idle if set(before["identities"]) == set(after["identities"]) else told


def _standing(one: Judgement) -> list[str]:
    return [one.applies, one.stage, *(["waived"] if one.waived else []), *one.waivers]


def _between(of: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    tell = _identity_told if of == "identity" else _restriction_told
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            was, has = (tell(one[key]) if key in one else None for one in (before, after))
            yield Difference(of, key, was, has)


def _identity_told(parts: Sequence[str | None]) -> str:
    band, brand, maker, product = parts
    told = [band, f"sold as {brand}" if brand else "", f"made by {maker}" if maker else "", product]
    return ", ".join(one for one in told if one)


def _restriction_told(parts: Sequence[str]) -> str:
    applies, stage, *waived = parts
    told = f"{_APPLIES[applies]} ({stage})"
    by = " ".join(waived[1:])
    return f"{told}, waived by {by}" if by else f"{told}, waived" if waived else told
