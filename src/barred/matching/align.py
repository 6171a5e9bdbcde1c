"""Lay the words of two names against each other: which word of one is which word of the other, and how."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from barred.matching.parts import are_other_parts
from barred.matching.prepare import Prepared, Word

__all__ = ["Alignment", "Pairing", "align", "is_shortened_word"]

_JOINED_LETTERS = 4
_JOINED_WORDS = 4
_GLUED_LETTERS = 7
_START = 3
_ACRONYM = range(2, 9)
_SHORTENED = 3
_STEM = 6
# Letters of a legal form in which one slip leaves no doubt what is meant: "S.A. de C.V.".
_LONG_TAIL, _SHORT_TAIL = 4, 2
_STEM_REST = 5
_LETTERS_BESIDE = 5
_ORDINALS = ("st", "nd", "rd", "th")
# Letters and groups that look alike in print or on a screen, each made into one sign.
_LOOKS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("8", "b"), ("2", "z"), ("6", "g"))
_DIGITS = re.compile(r"\d+")
_VOWELS = set("aeiouy")
_HOWS = ("lookalike", "typo", "inflected", "shortened")


class Pairing(NamedTuple):
    """Words of one name that are words of the other.

    Args:
        left, right: Positions in the words of each name; one side may have several, never both
            unless the names differ by their spaces alone.
        how: *same*, *meaning* (another spelling of one number, place or word of trade), *joined* (written
            together on one side), *lookalike*, *typo*, *shortened*, *inflected* or *acronym*.
        edits: Letters changed.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    how: str
    edits: int = 0


class Alignment(NamedTuple):
    """All pairings of two names, and the positions that are left over on each side, stop words excepted.

    `slips` counts the legal forms that differ by a slip of the pen: then their meaning is not compared.
    """

    pairings: tuple[Pairing, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    slips: int = 0


def align(left: Prepared, right: Prepared) -> Alignment:
    """Lay two names against each other.

    Args:
        left: A name, taken apart.
        right: Another.

    Returns:
        Each word stands in one pairing at most.
    """
    state = _State(left, right)
    state.take_equal()
    if state.open[0] and state.open[1]:
        state.take_joined()
        state.take_glued(most=0)
        state.take_near()
        state.take_acronyms()
    if state.open[0] or state.open[1]:
        state.take_slips()
        state.take_stop_slips()
        state.take_glued(most=1)
    if left.tail != right.tail and not state.slips and state.is_tail_alone():
        state.slips += 1
    state.take_equal_stops()
    return state.alignment()


class _State:
    """What is paired so far; `open` holds the positions of each side that are not, stop words excepted."""

    def __init__(self, left: Prepared, right: Prepared) -> None:
        self.names = (left, right)
        self.words: tuple[Sequence[Word], Sequence[Word]] = (left.words, right.words)
        self.open = tuple([at for at, word in enumerate(name.words) if word.kind != "stop"] for name in self.names)
        self.pairings: list[Pairing] = []
        self.slips = 0
        sizes = [len(name.spelt) - name.spelt.count(" ") for name in self.names]
        self.letters_apart = abs(sizes[0] - sizes[1])

    def alignment(self) -> Alignment:
        return Alignment(tuple(sorted(self.pairings)), tuple(self.open[0]), tuple(self.open[1]), self.slips)

    def take(self, mine: Sequence[int], theirs: Sequence[int], *, how: str, edits: int = 0, side: int = 0) -> None:
        """Pair positions of one side with positions of the other."""
        for taken, positions in ((side, mine), (1 - side, theirs)):
            for at in positions:
                if at in self.open[taken]:
                    self.open[taken].remove(at)
        left, right = (mine, theirs) if side == 0 else (theirs, mine)
        self.pairings.append(Pairing(tuple(left), tuple(right), how, edits))

    def take_equal(self) -> None:
        self._take_equal("same", [[word.text for word in side] for side in self.words])
        if self.open[0] and self.open[1]:
            self._take_equal("meaning", [[word.key for word in side] for side in self.words])

    def _take_equal(self, how: str, told: Sequence[Sequence[str]]) -> None:
        held: dict[str, list[int]] = {}
        for at in self.open[1]:
            held.setdefault(told[1][at], []).append(at)
        for at in tuple(self.open[0]):
            others = held.get(told[0][at])
            if others:
                self.take((at,), (others.pop(0),), how=how)

    def take_equal_stops(self) -> None:
        """Pair equal stop words: they count for the order and are shown, and never missed."""
        stops = [[at for at, word in enumerate(side) if word.kind == "stop"] for side in self.words]
        used = {at for one in self.pairings for at in one.right}
        for at in stops[0]:
            same = (to for to in stops[1] if to not in used and self.words[1][to].text == self.words[0][at].text)
            found = next(same, None)
            if found is not None:
                used.add(found)
                self.take((at,), (found,), how="same")

    def take_joined(self) -> None:
        for side in (0, 1):
            for at in tuple(self.open[side]):
                text = self.words[side][at].text.replace(" ", "")
                run, edits = self._run(text, 1 - side) if len(text) >= _JOINED_LETTERS else ([], 0)
                if run:
                    self.take((at,), run, how="joined", edits=edits, side=side)

    def _run(self, text: str, side: int) -> tuple[list[int], int]:
        """Find neighbouring words that together are a word of the other side, and how many letters differ."""
        words, is_open = self.words[side], set(self.open[side])
        most = int(len(text) >= 2 * _JOINED_LETTERS)
        for first in range(len(words)):
            joined, run = "", []
            if words[first].text[0] not in text[:2]:
                continue
            for at in range(first, min(first + _JOINED_WORDS, len(words))):
                if at not in is_open and words[at].kind != "stop":
                    break
                joined += words[at].text.replace(" ", "")
                run.append(at)
                if len(joined) > len(text) + most:
                    break
                if len(run) > 1 and len(joined) >= len(text) - most and is_open & set(run):
                    edits = OSA.distance(text, joined, score_cutoff=most)
                    if edits <= most:
                        return run, edits
        return [], 0

    def take_near(self) -> None:
        """Pair what is nearly equal, the nearest first."""
        found = [
            (edits, _HOWS.index(how), i, j, how)
            for i in self.open[0]
            for j in self.open[1]
            for how, edits in _near(self.words[0][i], self.words[1][j])
        ]
        for edits, _, i, j, how in sorted(found):
            if i in self.open[0] and j in self.open[1]:
                self.take((i,), (j,), how=how, edits=edits)

    def take_acronyms(self) -> None:
        for side in (0, 1):
            for at in tuple(self.open[side]):
                word = self.words[side][at]
                if word.kind == "word" and len(word.text) in _ACRONYM and word.text.isalpha():
                    run = self._initials(word.text, 1 - side)
                    if run:
                        self.take((at,), run, how="acronym", side=side)

    def _initials(self, text: str, side: int) -> list[int]:
        """Find words whose initials are the text: all that are left over, in order."""
        words = self.words[side]
        run = [at for at in self.open[side] if words[at].kind != "number"]
        with_stops = [at for at in range(run[0], run[-1] + 1) if words[at].kind == "stop" or at in run] if run else []
        for tried in (run, with_stops):
            parts = [part for at in tried for part in words[at].text.split()]
            initials = "".join(part[0] for part in parts)
            # "SMIC" takes the C of "Corporation" with it.
            behind = "".join(part[0] for part in self.names[side].tail.split())
            if len(parts) > 1 and text.startswith(initials) and behind.startswith(text[len(initials) :]):
                return [at for at in tried if words[at].kind != "stop"]
        return []

    def take_slips(self) -> None:
        """Let a slip in a legal form pass: what stands behind the last paired words differs by one letter."""
        if self.is_tail_alone():
            self.open = ([], [])
            self.slips += 1
            return
        paired = [at for one in self.pairings for at in one.left], [at for one in self.pairings for at in one.right]
        ends = [max(side, default=-1) + 1 for side in paired]
        rest = [[at for at in self.open[side] if at >= ends[side]] for side in (0, 1)]
        telling = any(self.words[side][at].kind in {"number", "place"} for side in (0, 1) for at in rest[side])
        if telling or not min(ends) or not any(rest) or not any(name.tail for name in self.names):
            return
        texts = [
            " ".join([*(word.text for word in self.words[side][ends[side] :]), self.names[side].tail]).strip()
            for side in (0, 1)
        ]
        if OSA.distance(*texts, score_cutoff=1) <= 1:
            for side in (0, 1):
                for at in rest[side]:
                    self.open[side].remove(at)
            self.slips += 1

    def is_tail_alone(self) -> bool:
        """Tell whether the names are the same letters up to a long legal form, and a letter apart in it."""
        if self.letters_apart > 1:
            return False
        least = _LONG_TAIL if self.open[0] or self.open[1] else _SHORT_TAIL
        return any(_is_begun_alike(self.names[side], self.names[1 - side], least=least) for side in (0, 1))

    def take_stop_slips(self) -> None:
        """Take a word for a stop word of the other side that is one letter away."""
        for side in (0, 1):
            stops = [at for at, word in enumerate(self.words[1 - side]) if word.kind == "stop" and len(word.text) > 1]
            for at in tuple(self.open[side]):
                word = self.words[side][at]
                near = (to for to in stops if OSA.distance(word.text, self.words[1 - side][to].text) == 1)
                found = next(near, None) if word.kind == "word" else None
                if found is not None:
                    stops.remove(found)
                    self.take((at,), (found,), how="typo", edits=1, side=side)

    def _may_be_glued(self, rest: Sequence[Word], most: int) -> bool:
        """Tell whether words of these kinds may be split otherwise, and how far a letter may differ in them."""
        kinds = {word.kind for word in rest}
        if not all(word.text.isalpha() for word in rest):
            # The letters are the same, and no number is cut: "Example 2017 OOD" is "Exampl e2017 OOD".
            return not most and _numbers(self.names[0].spelt) == _numbers(self.names[1].spelt)
        # With the same number of spaces a letter is a typo, which only names may have.
        is_split = self.names[0].spelt.count(" ") != self.names[1].spelt.count(" ")
        is_initial = all(len(word.text) == 1 for word in rest)
        # Two names of one word each are compared as words alone: "Genelec" is not "Genetec".
        is_one = not self.pairings and len(self.open[0]) == len(self.open[1]) == 1 and not is_split
        return not most or (is_split and "number" not in kinds) or (kinds == {"word"} and not is_initial and not is_one)

    def take_glued(self, *, most: int) -> None:
        """Take names for one that are the same letters but for so many, wherever the spaces are: "Exampleinc"."""
        rest = [self.words[side][at] for side in (0, 1) for at in self.open[side]]
        if not rest or self.letters_apart > most or not self._may_be_glued(rest, most):
            return
        letters = [name.spelt.replace(" ", "") for name in self.names]
        # The letters of a legal form prove little: "vidisco ltd" is not "Idis Co., Ltd.".
        told = [
            len(text) - most * len(name.tail.replace(" ", "")) for text, name in zip(letters, self.names, strict=True)
        ]
        is_proved = min(told) >= _GLUED_LETTERS or letters[0][:_START] == letters[1][:_START]
        is_long = min(map(len, letters)) >= _GLUED_LETTERS
        if not is_long or not is_proved or OSA.distance(*letters, score_cutoff=most) > most:
            return
        if self.open[0] and self.open[1]:
            self.take(tuple(self.open[0]), tuple(self.open[1]), how="joined", edits=most)
        else:
            self.open = ([], [])
            self.slips += 1


def _is_begun_alike(name: Prepared, other: Prepared, *, least: int) -> bool:
    """Tell whether the other name is the same up to the legal form of one, and then a letter apart from it at most."""
    tail, mine, theirs = (text.replace(" ", "") for text in (name.tail, name.spelt, other.spelt))
    head = len(mine) - len(tail)
    rest = theirs[head:]
    is_begun = len(tail) >= least and mine[:head] == theirs[:head] and rest.isalpha()
    return is_begun and OSA.distance(tail, rest, score_cutoff=1) <= 1


def _numbers(spelt: str) -> list[str]:
    return _DIGITS.findall(spelt)


def _near(one: Word, other: Word) -> Iterator[tuple[str, int]]:
    """Tell in which way two words that are not equal may be one, and how many letters part them."""
    short, long = (one.text, other.text) if len(one.text) <= len(other.text) else (other.text, one.text)
    kinds = {one.kind, other.kind}
    if "number" in kinds:
        yield from _near_number(short, long, kinds)
        return
    if are_other_parts(one.parts, other.parts):
        return
    # Two known words that differ are two words, whatever their letters: "health" is no typo of "wealth".
    if "word" in kinds and len(long) - len(short) <= 2:  # noqa: PLR2004 - the most edits that are allowed
        edits = OSA.distance(short, long, score_cutoff=2)
        if edits <= _edits_allowed(len(long)):
            yield ("lookalike", 0) if _looks(short) == _looks(long) else ("typo", edits)
            return
    if _is_inflected(short, long) and (kinds == {"word"} or ("word" not in kinds and "place" not in kinds)):
        yield "inflected", 1
    elif kinds <= {"trade", "structure"} and is_shortened_word(short, long):
        yield "shortened", 1


def _near_number(short: str, long: str, kinds: set[str]) -> Iterator[tuple[str, int]]:
    """Two numbers that differ are two; a word may be a number that looks like it, or is misspelt in words."""
    if len(kinds) > 1 and _looks(short) == _looks(long):
        yield "lookalike", 0
    elif _has_slip_beside_number(short, long) or ("word" in kinds and _is_misspelt_number(short, long)):
        yield "typo", 1


def _is_misspelt_number(short: str, long: str) -> bool:
    """Tell whether a number in words has a slip, or a longer word a digit for one of its letters."""
    plain = [text for text in (short, long) if text.isalpha()]
    is_word = len(plain) > 1 or any(len(text) >= _LETTERS_BESIDE for text in plain)
    return is_word and OSA.distance(short, long, score_cutoff=1) == 1


def _has_slip_beside_number(short: str, long: str) -> bool:
    """Tell whether a letter differs beside a number: in "Source1herbs" and "99th"; "46b" and "46c" are two."""
    digits = _numbers(short)
    letters = max(len(text) - sum(map(len, _numbers(text))) for text in (short, long))
    is_long = letters >= _LETTERS_BESIDE or (digits and {short, long} & {digits[0] + end for end in _ORDINALS})
    return bool(digits) and digits == _numbers(long) and bool(is_long) and OSA.distance(short, long) == 1


def _edits_allowed(letters: int) -> int:
    return 0 if letters < 3 else 1 if letters < 9 else 2  # noqa: PLR2004 - the lengths are the rule


def _is_inflected(short: str, long: str) -> bool:
    """Tell whether two words differ in their endings only: "agriculture" and "agricultural"."""
    if short[:_STEM] != long[:_STEM]:
        return False
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return same >= _STEM and same >= len(long) * 0.6 and len(long) - same <= _STEM_REST and len(short) - same <= 2  # noqa: PLR2004


def is_shortened_word(short: str, long: str) -> bool:
    """Tell whether one is the other cut off or without its vowels: "elec", "srvces"."""
    if len(short) < _SHORTENED or len(short) >= len(long) or short[0] != long[0]:
        return False
    if long.startswith(short):
        return True
    rest = iter(long)
    is_inside = all(letter in rest for letter in short)
    consonants = [letter for letter in long if letter not in _VOWELS]
    return is_inside and sum(letter not in _VOWELS for letter in short) >= len(consonants) - 1


def _looks(text: str) -> str:
    for seen, meant in _LOOKS:
        text = text.replace(seen, meant)
    return text
