"""Make company names of which any number can be had, with words about as rare as those of a real registry.

A made name has one or two coined words, words of trade and a place by how often a background of real
names holds them, and a legal form. Coined words follow the groups of three letters of rare real words,
so that they read like names and are near each other as often as names are.
"""

import random
from collections import defaultdict
from collections.abc import Sequence

from barred.matching.lexicon import Lexicon

__all__ = ["made_names", "with_one_edit"]

_FORMS = ("Co., Ltd.", "Inc.", "GmbH", "LLC", "Limited", "Corporation", "S.A.", "Ltd", "AG", "S.r.l.", "BV", "")
_RARE = 2
_LETTERS = range(6, 16)
_SECOND_WORD, _PLACE = 0.35, 0.25


def made_names(count: int, lexicon: Lexicon, *, seed: int) -> list[str]:
    """Make names; the same seed makes the same."""
    chance = random.Random(seed)  # noqa: S311 - a sample, drawn again by its seed
    follow = _followers([word for word, held in lexicon.counts.items() if held <= _RARE and word.isascii()])
    trades = [
        word for word, (kind, _) in lexicon.kinds.items() if kind == "trade" and lexicon.counts.get(word, 0) > _RARE
    ]
    places = [
        word for word, (kind, _) in lexicon.kinds.items() if kind == "place" and lexicon.counts.get(word, 0) > _RARE
    ]
    trade = iter(chance.choices(trades, [lexicon.counts[word] for word in trades], k=2 * count))
    place = iter(chance.choices(places, [lexicon.counts[word] for word in places], k=count))
    form = iter(chance.choices(_FORMS, k=count))
    made = []
    for _ in range(count):
        words = [_coined(follow, chance) for _ in range(1 + (chance.random() < _SECOND_WORD))]
        words += [next(trade) for _ in range(chance.randrange(3))]
        if chance.random() < _PLACE:
            words.insert(0, next(place))
        made.append(" ".join([*words, next(form)]).strip())
    return made


def with_one_edit(name: str, chance: random.Random) -> str:
    """Change, drop, add or swap one letter, each as likely, anywhere."""
    at, letter = chance.randrange(len(name)), chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    ways = (
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    )
    return chance.choice(ways)


def _followers(words: Sequence[str]) -> dict[str, list[str]]:
    follow: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if word.isalpha() and len(word) > 4:  # noqa: PLR2004 - shorter ones are abbreviations
            told = f"^^{word}$"
            for at in range(len(told) - 2):
                follow[told[at : at + 2]].append(told[at + 2])
    return follow


def _coined(follow: dict[str, list[str]], chance: random.Random) -> str:
    while True:
        word = "^^"
        while word[-1] != "$" and len(word) < _LETTERS.stop + 2:
            word += chance.choice(follow[word[-2:]])
        told = word.strip("^$")
        if len(told) in _LETTERS:
            return told.capitalize()
