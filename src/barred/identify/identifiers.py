"""Find identifiers in a subject and whose they are; tell of those that nobody is known by."""

from collections.abc import Iterator

from barred.identifiers.mac_block import blocks
from barred.identifiers.schemes import SCHEMES
from barred.identifiers.spot import Spotted, spot
from barred.identify.clue import Clue
from barred.identify.index import IdentifierRow, Index
from barred.model.question import Subject
from barred.text.tokens import model_form

__all__ = ["IDENTIFYING", "find_identifiers", "identifier_notes"]

# The columns whose texts are searched beside the text of the subject.
IDENTIFYING = ("organisation", "brand", "model", "description", "identifier")


def find_identifiers(subject: Subject, index: Index) -> list[Clue]:
    """Find whom the identifiers in a subject belong to.

    Returns:
        A clue for each identifier and organisation. Of the blocks that hold an address only the
        smallest one known counts: it was given out of the larger.
    """
    return [
        Clue(row.organisation, row.weight, one.text, row.source, kinds=row.kinds)
        for one, rows in _owned(subject, index)
        for row in rows
    ]


def identifier_notes(subject: Subject, index: Index, *, is_named: bool = False) -> tuple[str, ...]:
    """Tell of identifiers that are not valid, or valid and of nobody that the directory knows.

    Args:
        subject: The thing in hand.
        index: Whose identifiers are known.
        is_named: Whether something else in the subject was recognised.

    Returns:
        Sentences; none for what only looks like an identifier among other words or where a model
        number stands.

    Example:
        >>> from barred.identify.memory_index import build_index
        >>> identifier_notes(Subject("00EXAMPLEOPTICS00087"), build_index((), lambda _: ()))
        ('00EXAMPLEOPTICS00087 looks like an LEI, but its check digits are wrong.',)
    """
    notes: dict[str, None] = {}
    for one, rows in _owned(subject, index):
        scheme = SCHEMES[one.scheme]
        is_meant = one.place == "announced" or (one.place == "alone" and not is_named and one.scheme != "fcc-grantee")
        if one.fault and is_meant:
            notes[f"{one.text} looks like {scheme.title}, but {one.fault}."] = None
        elif not one.fault and not rows and is_meant:
            notes[f"{one.text} has the form of {scheme.title}; the directory does not know whose it is."] = None
    return tuple(notes)


def _owned(subject: Subject, index: Index) -> Iterator[tuple[Spotted, list[IdentifierRow]]]:
    found = list(_spotted(subject))
    keys = [key for one in found for key in _keys(one)]
    rows = index.identifiers(keys) if keys else ()
    for one in found:
        known = [[row for row in rows if row.key == key] for key in _keys(one)]
        yield one, next(filter(None, known), [])


def _spotted(subject: Subject) -> Iterator[Spotted]:
    texts = (subject.text, *(subject.fields.get(column, "") for column in IDENTIFYING))
    # What stands alone where a name or a model number belongs need not be meant as an identifier.
    other = {subject.fields.get(column, "") for column in IDENTIFYING[:-1]}
    seen = set()
    for text in dict.fromkeys(filter(None, texts)):
        for one in spot(model_form(text)):
            if (one.scheme, one.value) not in seen:
                seen.add((one.scheme, one.value))
                yield one._replace(place="free") if one.place == "alone" and text in other else one


def _keys(one: Spotted) -> list[str]:
    if one.fault:
        return []
    values = blocks(one.value) if one.scheme == "mac" else (one.value,)
    return [f"{one.scheme}:{value}" for value in values]
