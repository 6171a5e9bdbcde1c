"""Flag goods that a list of dual-use goods may mean, by tariff code or by words: a hint to look, no classification."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from barred.identifiers.tariff_code import digits, is_valid
from barred.text.fold import fold
from barred.text.tokens import is_unspaced

__all__ = ["DualUse", "Flag"]

_LONGEST = 6


class Flag(NamedTuple):
    """An entry of a list that goods may fall under; `basis` is the code or the word that says so."""

    list: str
    entry: str
    basis: str
    edition: str
    note: str
    source: str

    def __str__(self) -> str:
        return f"{self.list} {self.entry} ({self.basis})"


class DualUse:
    """Looks goods up in the table `dual_use_goods`.

    Args:
        rows: The rows of the table.
        known: Editions after that day are left out; None takes all.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], *, known: str | None = None) -> None:
        self._by_code: dict[str, list[Flag]] = {}
        self._by_word: dict[str, list[Flag]] = {}
        for row in rows:
            if known and row["edition"] > known:
                continue
            kind, key = (
                (self._by_code, row["tariff_code"]) if row["tariff_code"] else (self._by_word, fold(row["word"]))
            )
            basis = f"tariff code {key}" if row["tariff_code"] else f"word {row['word']!r}"
            kind.setdefault(key, []).append(
                Flag(row["list"], row["entry"], basis, row["edition"], row["note"], row["source"])
            )
        self._unspaced = [word for word in self._by_word if is_unspaced(word)]
        self.flags = lru_cache(maxsize=50_000)(self._flags)

    def _flags(self, tariff_code: str, text: str) -> tuple[Flag, ...]:
        """Give the entries that goods may fall under, each once.

        Args:
            tariff_code: As the row gives it; one of a wrong form flags nothing.
            text: The words for the goods.
        """
        found = [*self._coded(tariff_code), *self._worded(text)]
        return tuple({(one.list, one.entry): one for one in reversed(found)}.values())[::-1]

    def _coded(self, tariff_code: str) -> Iterable[Flag]:
        code = digits(tariff_code) if tariff_code and is_valid(tariff_code) else ""
        return [flag for size in range(len(code), 0, -1) for flag in self._by_code.get(code[:size], ())]

    def _worded(self, text: str) -> Iterable[Flag]:
        said = fold(text)
        words = said.split()
        phrases = {
            " ".join(words[at:end])
            for at in range(len(words))
            for end in range(at + 1, min(at + _LONGEST, len(words)) + 1)
        }
        met = phrases & self._by_word.keys() | {word for word in self._unspaced if word in said}
        return [flag for word in sorted(met) for flag in self._by_word[word]]
