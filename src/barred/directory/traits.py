"""What the terms of some vocabularies carry for the judge beyond their words."""

from typing import NamedTuple

__all__ = ["TRAITS", "Trait"]


class Trait(NamedTuple):
    """One trait of a term.

    Args:
        type: The type of its value.
        told: What to write, in words.
        is_required: Whether every term of the vocabulary has it.
        choices: Values that it may have; with `vocabulary`, beside the terms of that.
        vocabulary: The vocabulary whose terms it may have. Without choices and vocabulary it is free.
    """

    type: type
    told: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    vocabulary: str = ""


TRAITS: dict[str, dict[str, Trait]] = {
    "action": {
        "coarse": Trait(str, "a text", is_required=True),
        "is_binding": Trait(bool, "true or false", is_required=True),
    },
    "link-type": {
        "inverse": Trait(str, "a text"),
        "reach": Trait(str, "a term of reach, or none", is_required=True, choices=("none",), vocabulary="reach"),
    },
    "stage": {
        "effect": Trait(
            str, "binds, ends, unsettles or none", is_required=True, choices=("binds", "ends", "none", "unsettles")
        )
    },
    "target-class": {
        "country": Trait(str, "a term of place", vocabulary="place"),
        "list": Trait(str, "a text"),
        "makes": Trait(list, "terms of product", vocabulary="product"),
    },
}
