"""A clue: what one room of identification hands to the place that combines them."""

from typing import NamedTuple

from barred.identify.index import NameRow

__all__ = ["REGISTERED", "Clue", "brand_of"]

# Types of names that a register holds; they name a firm, not what it sells.
REGISTERED = ("legal", "former")


class Clue(NamedTuple):
    """One hint for one organisation, before it is weighed.

    Args:
        organisation: Id of the organisation pointed to.
        weight: Id of the row of `signal_weights` that says what the hint is worth.
        text: The piece of the subject that it was read from.
        source: The record or table row that it was read with.
        brand: Brand that the hint names, where it names one.
        maker: Maker that a table row names for just this model.
        product: Product class that a model number tells.
        kinds: Types of the organisation, parted by spaces.
        is_joint: The name means every organisation that records it.
    """

    organisation: str
    weight: str
    text: str
    source: str
    brand: str | None = None
    maker: str | None = None
    product: str | None = None
    kinds: str = ""
    is_joint: bool = False


def brand_of(row: NameRow) -> str | None:
    """Give the brand that a name stands for, when whoever bears it sells goods under it."""
    is_seller = bool({"brand", "maker", "software-maker"} & set(row.kinds.split()))
    if not is_seller or row.type in REGISTERED or row.family:
        return None
    return row.text if row.type == "brand" else row.title
