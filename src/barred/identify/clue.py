"""A clue: what one room of identification hands to the place that combines them."""

from dataclasses import dataclass

__all__ = ["Clue"]


@dataclass(frozen=True)
class Clue:
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
        needs_company: Counts only beside another hint for the same organisation.
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
    needs_company: bool = False
