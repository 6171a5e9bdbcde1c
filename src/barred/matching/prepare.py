"""Take a spelt name apart: its words with what they mean, and the legal form that stood at its ends."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from barred.matching.lexicon import Form, Lexicon
from barred.matching.parts import Parts

__all__ = ["Prepared", "Word", "prepare"]

_FORM_WORDS = 6
_CONNECTING = frozenset(("and", "und", "et"))
_ARTICLES = frozenset(
    (
        *("a", "al", "das", "de", "del", "della", "der", "des", "di", "die", "du", "e", "een", "el"),
        *("het", "la", "las", "le", "les", "los", "the", "van", "von"),
    )
)
# An initial tells less than a word, and more than a connecting one.
_INITIAL_WEIGHT = 5.0
_TENS = range(20, 100, 10)


class Word(NamedTuple):
    """A word of a name, or a phrase that is one place or number.

    Args:
        text: As spelt.
        kind: One of `lexicon.KINDS`.
        key: What it stands for: words of one key say the same.
        weight: How much it tells, from 0.
        parts: What it is made of.
    """

    text: str
    kind: str
    key: str
    weight: float
    parts: Parts


class Prepared(NamedTuple):
    """A name taken apart.

    Args:
        spelt: The whole name as spelt.
        words: Its words in order, without legal forms at the ends.
        forms: The legal forms that stood there, the outermost of the end first.
        tail: The words of the forms that stood at the end.
        weight: What all words weigh together.
        form: The words of all forms, as they stand.
        form_weight: What the rarest of these words weighs: few strangers share a rare form.
    """

    spelt: str
    words: tuple[Word, ...]
    forms: tuple[Form, ...] = ()
    tail: str = ""
    weight: float = 0.0
    form: str = ""
    form_weight: float = 0.0


def prepare(spelt: str, lexicon: Lexicon) -> Prepared:
    """Take a name apart.

    Args:
        spelt: A name as `spell` gives it.
        lexicon: What is known of words.

    Example:
        >>> lexicon = Lexicon({}, {}, forms={"co ltd": Form("limited", frozenset())}, weights={})
        >>> [word.text for word in prepare("example optics co ltd", lexicon).words]
        ['example', 'optics']
    """
    texts, forms, head, tail = _without_forms(spelt.split(), lexicon)
    words = _last_numeral(_initials(tuple(_numbers(_words(texts, lexicon)))))
    form = " ".join(filter(None, (head, tail)))
    rarest = max((lexicon.meaning(text).weight for text in form.split()), default=0.0)
    return Prepared(spelt, words, forms, tail, sum(word.weight for word in words), form, rarest)


def _without_forms(texts: Sequence[str], lexicon: Lexicon) -> tuple[list[str], tuple[Form, ...], str, str]:
    """Take the legal forms off: all that stand at the end, and one at the beginning."""
    left, found = list(texts), []
    while len(left) > 1:
        size = _form_at(left, lexicon, is_end=True)
        if not size:
            break
        found.append(_form(left[-size:], lexicon))
        del left[-size:]
    tail = " ".join(texts[len(left) :])
    size = _form_at(left, lexicon, is_end=False) if len(left) > 1 else 0
    if size:
        found.append(_form(left[:size], lexicon))
        del left[:size]
    head = " ".join(texts[: len(texts) - len(left) - len(tail.split())])
    return left, tuple(found), head, tail


def _form_at(texts: Sequence[str], lexicon: Lexicon, *, is_end: bool) -> int:
    """Give the number of words of the longest form at one end, never all words."""
    for size in range(min(_FORM_WORDS, len(texts) - 1), 0, -1):
        form = lexicon.form(" ".join(texts[-size:] if is_end else texts[:size]))
        # At the beginning only forms that are used there: "Company" may begin a name that goes on.
        if form and (is_end or form.kind not in {"", "company"}):
            return size
    return 0


def _form(texts: Sequence[str], lexicon: Lexicon) -> Form:
    return lexicon.form(" ".join(texts)) or Form("", frozenset())


def _initials(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Read single letters at the ends, and beside other single letters, as initials: "W Box", "B S E", "A and D"."""
    told = [at for at, word in enumerate(words) if word.text not in _CONNECTING]
    found = list(words)
    for place, at in enumerate(told):
        beside = (*told[max(0, place - 1) : place], *told[place + 1 : place + 2])
        is_edge = place in {0, len(told) - 1} or any(len(words[other].text) == 1 for other in beside)
        # "JA Solar" and "On Semiconductor" begin with what elsewhere only connects; "Los Zetas" with an article.
        is_first = place == 0 and len(told) > 1 and words[at].text not in _ARTICLES
        if words[at].kind == "stop" and ((len(words[at].text) == 1 and is_edge) or is_first):
            found[at] = words[at]._replace(kind="word", weight=_INITIAL_WEIGHT)
    return tuple(found)


def _last_numeral(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Read a last "I" behind a longer word as the numeral that it is: "Fund I"."""
    if len(words) > 1 and words[-1].text == "i" and len(words[-2].text) > 1:
        return (*words[:-1], words[-1]._replace(kind="number", key="1"))
    return words


def _words(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Word]:
    """Read the words, the longest known phrases first."""
    at = 0
    while at < len(texts):
        size = 1
        if texts[at] in lexicon.phrase_heads:
            sizes = range(min(lexicon.phrase_words, len(texts) - at), 1, -1)
            size = next((size for size in sizes if " ".join(texts[at : at + size]) in lexicon.kinds), 1)
        text = " ".join(texts[at : at + size])
        yield Word(text, *lexicon.meaning(text))
        at += size


def _numbers(words: Iterator[Word]) -> Iterator[Word]:
    """Draw "forty four" together into one number."""
    held: Word | None = None
    for word in words:
        if held and word.kind == "number" and word.key.isdigit() and 0 < int(word.key) < min(_TENS.step, 10):
            yield held._replace(text=f"{held.text} {word.text}", key=str(int(held.key) + int(word.key)))
            held = None
            continue
        if held:
            yield held
        held = word if word.kind == "number" and word.key.isdigit() and int(word.key) in _TENS else None
        if not held:
            yield word
    if held:
        yield held
