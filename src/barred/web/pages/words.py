"""The words of the pages, in one catalogue a language: no template and no module holds a sentence of its own.

A catalogue is a TOML file, so that it needs no compiler and a translator sees every message beside its neighbours.
What the directory holds (titles, summaries, reasons) stays in the language in which it was recorded.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from unicodedata import normalize

from markupsafe import Markup

__all__ = ["LANGUAGES", "Words", "choose_language", "words"]

# By the code of RFC 5646, with the language's own name; the first is the one that everything else falls back to.
LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
_TERMS = "term"
_DATES = "date"
_MONTHS = frozenset(f"{month:02d}" for month in range(1, 13))
# What parts thousands, and what a whole number from its fraction.
_MARKS: Mapping[str, tuple[str, str]] = {"en": (",", "."), "de": (".", ",")}
# Fewer digits are read at a glance; a year is among them.
_GROUPED = 5
# The language in which the directory is written.
_RECORDED = "en"


class Words:
    """The messages of one language.

    Args:
        language: Its code.
        messages: Key to message; a key names its group before the dot.
    """

    def __init__(self, language: str, messages: Mapping[str, str]) -> None:
        self.language, self._messages = language, messages

    def __call__(self, key: str, **values: object) -> str:
        """Give a message with values in its gaps; whole numbers are written as the language writes them.

        Raises:
            KeyError: There is no such message, or a gap has no value: a fault of the program.
        """
        told = {name: self.number(one) if isinstance(one, int) else one for name, one in values.items()}
        return self._messages[key].format(**told) if told else self._messages[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """Give a message that counts: `key.one` for one thing, `key.many` for any other number."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", number=number, **values)

    def term(self, vocabulary: str, term: str, *, labels: Mapping[str, Mapping[str, str]]) -> str:
        """Name a word of a closed list.

        Args:
            vocabulary: The list.
            term: The word's id.
            labels: Titles from the directory, by list and id.

        Returns:
            The catalogue's word; else the directory's title, else the id as it is.
        """
        return self._messages.get(f"{_TERMS}.{vocabulary}.{term}") or labels.get(vocabulary, {}).get(term) or term

    def word(self, vocabulary: str, term: str, *, labels: Mapping[str, Mapping[str, str]]) -> Markup:
        """Name a word of a closed list as `term` does, marked with its language where that is not the page's."""
        title = self.term(vocabulary, term, labels=labels)
        is_ours = f"{_TERMS}.{vocabulary}.{term}" in self._messages or self.language == _RECORDED
        return Markup("{}").format(title) if is_ours else Markup('<span lang="{}">{}</span>').format(_RECORDED, title)

    def ordered(self, vocabulary: str, terms: Mapping[str, str]) -> list[tuple[str, str]]:
        """Name words of a closed list and put them in the order of the alphabet, in which an accent counts nothing.

        Args:
            vocabulary: The list.
            terms: Titles from the directory, by id.

        Source:
            DIN 5007-1.

        Example:
            >>> words("de").ordered("place", {"us": "United States", "at": "Austria", "xx": "Quay", "eg": "Egypt"})
            [('eg', 'Ägypten'), ('at', 'Österreich'), ('xx', 'Quay'), ('us', 'Vereinigte Staaten')]
        """
        named = [(one, self.term(vocabulary, one, labels={vocabulary: terms})) for one in terms]
        return sorted(named, key=lambda one: (normalize("NFKD", one[1].casefold()).encode("ascii", "ignore"), one))

    def number(self, value: str | int) -> str:
        """Write a number as the language writes it; what is no number stays as it is.

        Args:
            value: A whole number; or digits, perhaps with a decimal point.

        Example:
            >>> words("en").number(73_000_000), words("de").number("36.5"), words("de").number("about 5")
            ('73,000,000', '36,5', 'about 5')
        """
        whole, _, fraction = str(value).partition(".")
        if not whole.isdecimal() or (fraction and not fraction.isdecimal()):
            return str(value)
        thousands, point = _MARKS[self.language]
        told = f"{int(whole):,}".replace(",", thousands) if len(whole) >= _GROUPED else whole
        return f"{told}{point}{fraction}" if fraction else told

    def day(self, date: str) -> str:
        """Write a date out for a sentence, no more precise than it is; what is no date stays as it is.

        Columns, fields and addresses keep the form of ISO 8601, which stands in line and means the same in every
        language.

        Example:
            >>> words("en").day("2019-08"), words("de").day("2019"), words("en").day("soon")
            ('August 2019', '2019', 'soon')
        """
        year, *rest = date.split("-")
        if not year.isdecimal() or not rest or rest[0] not in _MONTHS:
            return date
        told = {"year": year, "month": self._messages[f"{_DATES}.{rest[0]}"]}
        if len(rest) == 1:
            return self._messages[f"{_DATES}.month"].format(**told)
        return self._messages[f"{_DATES}.day"].format(day=rest[1].removeprefix("0"), **told)

    def keys(self) -> frozenset[str]:
        """Give the keys of all messages."""
        return frozenset(self._messages)


@cache
def words(language: str) -> Words:
    """Give the words of a language.

    Args:
        language: A key of `LANGUAGES`.
    """
    text = resources.files("barred.web").joinpath("catalogues", f"{language}.toml").read_text("utf-8")
    return Words(language, dict(_flat(tomllib.loads(text))))


def choose_language(asked: str, accepted: str) -> str:
    """Choose the language of a page.

    Args:
        asked: What the address says; it wins where it names a language that there is.
        accepted: The header `Accept-Language`: tags by falling weight.

    Returns:
        A key of `LANGUAGES`.

    Source:
        RFC 9110, section 12.5.4.

    Example:
        >>> choose_language("", "fr, de-AT;q=0.8, en;q=0.5"), choose_language("en", "de"), choose_language("", "")
        ('de', 'en', 'en')
    """
    if asked in LANGUAGES:
        return asked
    weighed = []
    for place, one in enumerate(accepted.split(",")):
        tag, _, weight = one.strip().partition(";q=")
        weighed.append((-_weight(weight), place, tag.split("-")[0].casefold()))
    wanted = (tag for weight, _, tag in sorted(weighed) if weight < 0)
    return next((tag for tag in wanted if tag in LANGUAGES), next(iter(LANGUAGES)))


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def _flat(table: Mapping[str, Any], path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        found += _flat(value, key) if isinstance(value, Mapping) else [(key, str(value))]
    return found
