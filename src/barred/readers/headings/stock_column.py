"""Guess the columns of a catalogue or line card, in which a column of stock is the quantity."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from barred.readers.headings.columns import ColumnMap, guess_columns
from barred.text.fold import fold

__all__ = ["guess_linecard_columns"]

# In a quote what is in stock is beside the matter, so these are no words of `header_words`.
_STOCK = (
    "stock|in stock|on hand|qty on hand|quantity on hand|stock qty|stock quantity|stock level|available|availability"
    "|available qty|inventory|Bestand|Lagerbestand|auf Lager|Verfügbar|verfügbare Menge|en stock|disponible|existencias"
    "|disponibilità|giacenza|voorraad|stan magazynowy|остаток|наличие|на складе|库存|库存数量|可用库存"
)
_WORDS = frozenset(map(fold, _STOCK.split("|")))


def guess_linecard_columns(
    header: Sequence[str], sample: Sequence[Sequence[str]], *, wanted: Mapping[str, str] | None = None
) -> ColumnMap:
    """Guess the meaning of each column, as `guess_columns` does, with the stock as the quantity.

    Raises:
        UsageProblem: A meaning or a column that the user named does not exist.

    Example:
        >>> found = guess_linecard_columns(["Brand", "Model", "Qty", "On hand"], [])
        >>> [(one.meaning, one.header) for one in found.columns]
        [('brand', 'Brand'), ('model', 'Model'), ('quantity', 'On hand')]
    """
    said = dict(wanted or {})
    stock = next((at for at, name in enumerate(header) if fold(name) in _WORDS), None)
    if stock is None or "quantity" in said:
        return guess_columns(header, sample, wanted=said)
    found = guess_columns(header, sample, wanted={**said, "quantity": str(stock + 1)})
    why = f"header {header[stock]!r} is a word for stock"
    columns = (replace(one, basis="header", why=why) if one.index == stock else one for one in found.columns)
    return ColumnMap(tuple(columns), found.unknown)
