"""Units of weight as customs rows write them, and what each is in kilograms.

A *ton* alone is not converted: it may be the metric one, the short one or the long one, and a row does not say.
"""

from decimal import Decimal

from barred.text.fold import fold

__all__ = ["kilograms", "unit_in", "weight_unit"]

_SPELLINGS = {
    "kg": "kg kgs kgm kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramo kilogramos кг килограмм"
    " килограммов 公斤 千克",
    "t": "t mt tne tonne tonnes tonnen metric-ton metric-tons tonelada toneladas т тн тонна тонн тонны 公吨",
    "g": "g gr grm gram grams gramm gramme grammes г гр грамм 克",
    "lb": "lb lbs lbr pound pounds libra libras",
}
# Exact by definition: the pound by the agreement of 1959.
_KILOGRAMS = {"kg": Decimal(1), "t": Decimal(1000), "g": Decimal("0.001"), "lb": Decimal("0.45359237")}
_UNITS = {fold(word.replace("-", " ")): unit for unit, words in _SPELLINGS.items() for word in words.split()}


# What a header may name and nobody can convert.
_OPEN = frozenset({"ton", "tons"})


def weight_unit(text: str) -> str:
    """Give the unit that a text spells.

    Returns:
        `kg`, `t`, `g` or `lb`; another word as it was given, folded; empty for none.

    Example:
        >>> weight_unit("KGS"), weight_unit("кг"), weight_unit("Tons"), weight_unit("")
        ('kg', 'kg', 'tons', '')
    """
    said = fold(text)
    return _UNITS.get(said, said)


def unit_in(header: str) -> str:
    """Give the unit that a header names, alone or beside other words; empty for none.

    Example:
        >>> unit_in("Gross weight (KG)"), unit_in("Вес нетто, кг"), unit_in("Tons"), unit_in("G.W.")
        ('kg', 'kg', 'tons', '')
    """
    words = fold(header).split()
    # The G of "G.W." is gross, not grams: a unit stands behind other words or alone.
    said = words[1:] or words
    return next((_UNITS.get(word, word) for word in reversed(said) if word in _UNITS or word in _OPEN), "")


def kilograms(number: Decimal, unit: str) -> Decimal | None:
    """Give a weight in kilograms, exactly; None for a unit that is not known.

    Example:
        >>> kilograms(Decimal("2"), "lb"), kilograms(Decimal("2"), "tons")
        (Decimal('0.90718474'), None)
    """
    factor = _KILOGRAMS.get(unit)
    return None if factor is None else number * factor
