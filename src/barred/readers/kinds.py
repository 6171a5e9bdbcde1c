"""Tell items from headings and from rows that name nothing.

A row is left unchecked only when it certainly holds nothing to check. In doubt it is an item: an
unidentified line costs the reader a glance, a line that was passed over costs more.
"""

import re
from collections.abc import Sequence

from barred.readers.headings.columns import ColumnMap
from barred.readers.headings.header_words import is_listed, recognise
from barred.readers.table import ASIDE, HEADING, ITEM
from barred.readers.values.cells import is_like_a_model
from barred.text.fold import fold

__all__ = ["RowKinds"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUMS = _words(
    "total totals subtotal grandtotal sum net gross vat tax netto brutto summe zwischensumme gesamt gesamtsumme"
    " gesamtbetrag nettosumme bruttosumme endbetrag mwst ust ht ttc tva suma iva totale subtotale imponibile subtotaal"
    " totaal btw razem lacznie ptu podsuma 合计 小计 总计 合計 小計 總計 总额 税额"
)
_BESIDE_SUMS = _words(
    "sub grand sous zwischen amount price value sale sales due of for the in to and incl excl including excluding"
    " inkl exkl zzgl plus der des les du de del della montant prix importe base importo bedrag wartosc general generale"
    " eur euro usd gbp chf pln cny rmb 金额 含税 不含税 section group position"
)
# Asked first and roughly, because most rows are no sum and folding each would cost more than all the rest.
_ROUGH_SUMS = _SUMS | {"łącznie"}
_MARKS = (":", "-", "(", ".", "：", "（")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_SUM_TEXT = 80
_FEWEST_HEADERS = 2
_WIDE = 3


class RowKinds:
    """The kinds of the rows of one table, as its columns and header make them.

    Args:
        columns: What the columns mean.
        header: Their names.
    """

    def __init__(self, columns: ColumnMap, header: Sequence[str]) -> None:
        self.columns = columns
        self._header = [" ".join(name.split()) for name in header]
        self._identifying = columns.identifying
        self._identifiers = frozenset(columns.of("identifier"))
        self._first = next((at for at, name in enumerate(header) if name.strip()), 0)

    def text(self, cells: Sequence[str]) -> str:
        """Join the cells that identify a row; where none is filled or known, all that hold a word.

        Returns:
            Words with single spaces; empty when nothing in the row can name a thing.
        """
        words = [cells[at] for at in self._identifying if at not in self._identifiers or _LETTER.search(cells[at])]
        joined = " ".join(" ".join(words).split())
        if joined:
            return joined
        named = cells if len(cells) == 1 else [cell for cell in cells if _LETTER.search(cell)]
        return " ".join(" ".join(named).split())

    def kind(self, cells: Sequence[str], text: str, *, section: str, is_across: bool) -> str:
        """Tell what a row is, given its identifying text and the heading that it stands under."""
        if not text or self._is_header_again(cells):
            return ASIDE
        if len(text) <= _MOST_SUM_TEXT and _is_sum(text, section):
            return ASIDE
        return HEADING if self._is_heading(cells, is_across=is_across) else ITEM

    def is_new_header(self, cells: Sequence[str]) -> bool:
        """Tell whether another table begins here: every filled cell is a listed header and one identifies."""
        if self._is_same_header(cells):
            return False
        meanings = {word.meaning for cell in cells if (word := recognise(cell))} if _are_headers(cells) else set()
        return bool(meanings - {"other", "quantity"})

    def _is_header_again(self, cells: Sequence[str]) -> bool:
        return _are_headers(cells) or self._is_same_header(cells)

    def _is_same_header(self, cells: Sequence[str]) -> bool:
        is_alike = cells[self._first][:1] == self._header[self._first][:1]
        return is_alike and [" ".join(cell.split()) for cell in cells] == self._header

    def _is_heading(self, cells: Sequence[str], *, is_across: bool) -> bool:
        if is_across:
            first = next(at for at, cell in enumerate(cells) if cell.strip())
        elif len(cells) >= _WIDE and self._identifying and self._first not in self._identifying:
            # Unmerged, one filled cell is a heading only where items have a number or nothing at all.
            first = self._first
        else:
            return False
        is_alone = cells[first].strip() and not any(map(str.strip, cells[first + 1 :]))
        return bool(is_alone) and not is_like_a_model(cells[first])


def _are_headers(cells: Sequence[str]) -> bool:
    """Tell whether two or more cells are filled, and all of them with header words."""
    filled = 0
    for cell in cells:
        if is_listed(cell):
            filled += 1
        elif cell and not cell.isspace():
            return False
    return filled >= _FEWEST_HEADERS


def _is_sum(text: str, section: str) -> bool:
    rough = text.lower()
    for mark in _MARKS:
        rough = rough.replace(mark, " ")
    if _ROUGH_SUMS.isdisjoint(rough.split()):
        return False
    words = fold(text).split()
    named = {word for word in words if _LETTER.search(word)}
    return bool(named & _SUMS) and named <= _SUMS | _BESIDE_SUMS | set(fold(section).split())
