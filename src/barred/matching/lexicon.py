"""What is known of the words of names: their kind, what they stand for, and how common they are."""

from collections.abc import Callable, Collection, Mapping, Sequence
from math import log
from typing import NamedTuple

from barred.matching.parts import Parts, cut_parts
from barred.text.distance import deletions, is_one_edit
from barred.text.tokens import is_unspaced

__all__ = ["KINDS", "Form", "Lexicon", "Meaning", "build_lexicon"]

# From the words that tell most about who is meant to those that tell nothing.
KINDS = ("word", "number", "place", "trade", "structure", "stop")

_Rows = Callable[[str], Sequence[Mapping[str, str]]]

_ALL = "*"
_UNSEEN = 0.5
# Below this many letters one edit reaches other words ("inc", "ink").
_FORM_LETTERS = 9
_FORM_END = 4
# A word of a trade, a place or a structure never tells as much as a name, however rare it is in the background.
_MOST = {"word": 12.0, "number": 5.0, "place": 5.0, "trade": 4.0, "structure": 1.5, "stop": 0.0}
# Firms of China are named by their town first, so that it tells little.
_HOME, _MOST_HOME = "cn:", 2.5
# Kinds of the words that identification lists, as the words of names.
_GENERIC = {"home-place": "place", "country": "place", "trade": "trade", "stop": "stop"}


class Meaning(NamedTuple):
    """What a word is: its kind, the word or number or place it stands for, and its weight.

    The weight is the natural logarithm of one over the share of background names that hold the word, capped by kind.
    """

    kind: str
    key: str
    weight: float
    parts: Parts


class Form(NamedTuple):
    """A legal form: kind of body (empty where unknown) and the countries that have it."""

    kind: str
    countries: frozenset[str]


class Lexicon:
    """Looks words up.

    Args:
        kinds: Word or phrase to kind and what it stands for.
        counts: Word to the number of background names that hold it, and "*" to how many there are.
        forms: Folded legal form to what it is.
        weights: What each feature of a comparison is worth, by id.
        parts: Known beginnings and known endings of coined words.
    """

    def __init__(
        self,
        kinds: Mapping[str, tuple[str, str]],
        counts: Mapping[str, int],
        *,
        forms: Mapping[str, Form],
        weights: Mapping[str, float],
        parts: tuple[Collection[str], Collection[str]] = ((), ()),
    ) -> None:
        self._beginnings, self._endings = parts
        self.kinds, self.counts, self.names = kinds, counts, counts.get(_ALL, 0)
        self.forms, self.weights = forms, weights
        self.form_words = frozenset(word for form in forms for word in form.split())
        self.phrase_heads = frozenset(phrase.split()[0] for phrase in kinds if " " in phrase)
        self.phrase_words = max((len(phrase.split()) for phrase in kinds), default=1)
        self.native_words = frozenset(word for word in (*kinds, *forms) if is_unspaced(word))
        self._found_forms: dict[str, Form | None] = {}
        self._meanings: dict[str, Meaning] = {}
        long = [form for form in forms if len(form) >= _FORM_LETTERS]
        self._near_forms = {slip: form for form in sorted(long, reverse=True) for slip in deletions(form)}
        self._form_heads = frozenset(form[:_FORM_END] for form in long)
        self._form_ends = frozenset(form[-_FORM_END:] for form in long)

    def form(self, text: str) -> Form | None:
        """Find a legal form by its words; a long one with one letter wrong too."""
        if text not in self._found_forms:
            self._found_forms[text] = self.forms.get(text) or self._near_form(text)
        return self._found_forms[text]

    def _near_form(self, text: str) -> Form | None:
        # One edit leaves the beginning or the end of a long form as it was; most texts have neither.
        may_be = text[:_FORM_END] in self._form_heads or text[-_FORM_END:] in self._form_ends
        if len(text) < _FORM_LETTERS - 1 or not may_be:
            return None
        for slip in sorted(deletions(text)):
            near = self._near_forms.get(slip)
            if near and is_one_edit(near, text):
                return self.forms[near]
        return None

    def meaning(self, word: str) -> Meaning:
        """Tell what a word, or a phrase of several, is."""
        known = self._meanings.get(word)
        if known is None:
            known = self._meanings[word] = self._meaning(word)
        return known

    def _meaning(self, word: str) -> Meaning:
        kind, stands_for = self.kinds.get(word, ("", ""))
        if not kind:
            kind = "number" if any(map(str.isdigit, word)) else "word"
        if kind == "number" and word.isdigit():
            stands_for = word.lstrip("0") or "0"
        most = _MOST_HOME if kind == "place" and stands_for.startswith(_HOME) else _MOST[kind]
        rarity = log(self.names / max(self.counts.get(word, 0), _UNSEEN)) if self.names else most
        parts = cut_parts(word, beginnings=self._beginnings, endings=self._endings)
        return Meaning(kind, stands_for or word, round(min(rarity, most), 3), parts)


def build_lexicon(rows: _Rows) -> Lexicon:
    """Build a lexicon from the tables of a directory.

    Args:
        rows: Gives the rows of a bulk table by its name.
    """
    kinds = {row["word"]: (_GENERIC[row["kind"]], "") for row in rows("generic_words") if row["kind"] in _GENERIC}
    kinds |= {row["word"]: (row["kind"], row["stands_for"]) for row in rows("name_words")}
    counts = {row["word"]: int(row["count"]) for row in rows("name_word_counts")}
    forms = {row["form"]: Form(row["kind"], frozenset(row["countries"].split())) for row in rows("elf_legal_forms")}
    forms |= {row["form"]: Form(row["kind"], frozenset(filter(None, [row["place"]]))) for row in rows("legal_forms")}
    # "Group Co., Ltd." is a form behind a word that says more.
    forms = {form: told for form, told in forms.items() if not _begins_with_more(form, kinds, forms)}
    weights = {row["feature"]: float(row["weight"]) for row in rows("match_weights")}
    known = rows("name_parts")
    parts = (
        frozenset(row["part"] for row in known if row["position"] == "beginning"),
        frozenset(row["part"] for row in known if row["position"] == "ending"),
    )
    return Lexicon(kinds, counts, forms=forms, weights=weights, parts=parts)


def _begins_with_more(form: str, kinds: Mapping[str, tuple[str, str]], forms: Mapping[str, Form]) -> bool:
    first, *rest = form.split()
    return bool(rest) and first not in forms and kinds.get(first, ("",))[0] == "structure"
