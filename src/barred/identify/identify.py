"""Identify: which organisations does a subject point to, how surely, because of which signals."""

from barred.identify.cells import lay_out, learn
from barred.identify.combine import combine
from barred.identify.identifiers import find_identifiers
from barred.identify.index import Index
from barred.identify.marks import find_marks
from barred.identify.models import find_models
from barred.identify.names import Surroundings, find_names
from barred.identify.product import product_told
from barred.model.candidate import Candidate
from barred.model.question import Subject

__all__ = ["identify"]

_UNSURE = ("grammar-partial", "grammar-weak", "grammar-meant-for", "catalogue-weak")


def identify(subject: Subject, index: Index) -> tuple[Candidate, ...]:
    """Find the organisations that a subject may point to.

    Args:
        subject: The thing in hand; its columns, where it has any, are read by their meaning.
        index: Names, identifiers, model numbers and words by key.

    Returns:
        Candidates from the surest down, equals by organisation; none when nothing is recognised.
        Competing readings stay side by side.

    Cost:
        About eight look-ups by key, whatever the number of names.
    """
    cells = lay_out(subject)
    identifiers = [*find_identifiers(subject, index), *find_marks(subject, index)]
    if not cells and not identifiers:
        return ()
    lexicon = learn(cells, index)
    product = product_told(cells, lexicon)
    numbers = find_models(cells, index, lexicon=lexicon)
    has_number = any(clue.weight not in _UNSURE for clue in numbers)
    is_goods = has_number or (product is not None and product[0].startswith("ict/"))
    around = Surroundings(
        is_goods=is_goods,
        has_product=product is not None,
        has_number=has_number,
        numbered=frozenset(clue.organisation for clue in numbers),
    )
    names = find_names(cells, index, lexicon=lexicon, around=around)
    weights = {weight.id: weight for weight in index.weights()}
    return combine([*names, *numbers, *identifiers], weights, product=product)
