"""Tell items from headings and from rows that name nothing.

A row is left unchecked only when it certainly holds nothing to check. In doubt it is an item: an
unidentified line costs the reader a glance, a line that was passed over costs more.
"""

import re
from collections.abc import Sequence

from barred.readers.cells import is_like_a_model
from barred.readers.columns import ColumnMap
from barred.readers.header_words import is_listed, recognise
from barred.readers.table import ASIDE, HEADING, ITEM
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
# Asked first, because most rows are no sum and folding each would take as long as all the rest.
_SUM_HINT = re.compile(
    "tot|sum|net|brut|gross|vat|tax|mwst|ust|ht|ttc|tva|iva|impon|btw|razem|cznie|ptu|[计計额税]", re.IGNORECASE
)
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
        self._header = [name.strip() for name in header]
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
        if len(text) <= _MOST_SUM_TEXT and _SUM_HINT.search(text) and _is_sum(text, section):
            return ASIDE
        return HEADING if self._is_heading(cells, is_across=is_across) else ITEM

    def is_new_header(self, cells: Sequence[str]) -> bool:
        """Tell whether another table begins here: every filled cell is a listed header and one identifies."""
        if [" ".join(cell.split()) for cell in cells] == self._header:
            return False
        meanings = {word.meaning for cell in cells if (word := recognise(cell))} if _are_headers(cells) else set()
        return bool(meanings - {"other", "quantity"})

    def _is_header_again(self, cells: Sequence[str]) -> bool:
        return _are_headers(cells) or [" ".join(cell.split()) for cell in cells] == self._header

    def _is_heading(self, cells: Sequence[str], *, is_across: bool) -> bool:
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if len(filled) != 1 or is_like_a_model(cells[filled[0]]):
            return False
        # Unmerged, one filled cell is a heading only where items have a number or nothing at all.
        is_beside = filled[0] == self._first and bool(self._identifying) and filled[0] not in self._identifying
        return is_across or (is_beside and len(cells) >= _WIDE)


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
    words = fold(text).split()
    named = {word for word in words if _LETTER.search(word)}
    return bool(named & _SUMS) and named <= _SUMS | _BESIDE_SUMS | set(fold(section).split())
