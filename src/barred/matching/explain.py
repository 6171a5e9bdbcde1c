"""Explain a comparison as data: word by word, what is left over, and what each feature adds to the odds."""

from collections.abc import Sequence
from typing import Any

from barred.matching.compare import FEATURES, Comparison
from barred.matching.lexicon import Lexicon
from barred.matching.prepare import Prepared, Word

__all__ = ["VETO", "explain"]

# A feature that takes away as much as this decides against two names however much else they share.
VETO = -1.4


def explain(comparison: Comparison, lexicon: Lexicon, *, names: tuple[Prepared, Prepared]) -> dict[str, Any]:
    """Explain a comparison.

    Args:
        comparison: What was found.
        lexicon: The one that it was found with.
        names: Both names, taken apart.

    Returns:
        `words`: each pairing with the words of both sides, how they were paired, their kind, the
        letters that differ and the weight they share. `left_over` and `right_over`: words without a partner,
        with kind and weight. `odds`: feature to what it adds to the natural log odds; they add up
        to the odds of the score. `vetoes`: the features that decide against.
    """
    left, right = names
    odds = {
        name: round(lexicon.weights.get(name, 0.0) * comparison.features[name], 3)
        for name in FEATURES
        if comparison.features[name]
    }
    odds = {name: value for name, value in odds.items() if value}
    alignment = comparison.alignment
    words = []
    for pairing in alignment.pairings:
        ours, theirs = [left.words[at] for at in pairing.left], [right.words[at] for at in pairing.right]
        shared = min(sum(word.weight for word in ours), sum(word.weight for word in theirs))
        kind = ours[0].kind if ours[0].kind == theirs[0].kind else "word"
        told: dict[str, Any] = {"left": _text(ours), "right": _text(theirs), "how": pairing.how, "kind": kind}
        if pairing.edits:
            told["edits"] = pairing.edits
        words.append({**told, "weight": round(shared, 3)})
    return {
        "words": words,
        "left_over": [_word(left.words[at]) for at in alignment.left],
        "right_over": [_word(right.words[at]) for at in alignment.right],
        "odds": odds,
        "vetoes": [name for name, value in odds.items() if value <= VETO and name != "bias"],
    }


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _word(word: Word) -> dict[str, Any]:
    return {"word": word.text, "kind": word.kind, "weight": word.weight}
