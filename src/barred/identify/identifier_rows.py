"""Make the rows by which identifiers and MAC blocks are looked up."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from barred.identifiers.schemes import SCHEMES
from barred.identify.index import IdentifierRow
from barred.model.organisation import Identifier, Organisation

__all__ = ["identifier_rows"]


def identifier_rows(
    organisations: Iterable[Organisation], blocks: Iterable[Mapping[str, str]], *, unproved: Collection[str]
) -> Iterator[IdentifierRow]:
    """Make the rows of `identifier_key`.

    Args:
        organisations: Records with their identifiers.
        blocks: Rows of the table `mac_blocks`.
        unproved: Ids of sources that prove nothing.

    Returns:
        A row for each identifier in a scheme that texts are searched for, and for each block.
    """
    kinds = {}
    for one in organisations:
        kinds[one.id] = " ".join(one.types)
        for held in one.identifiers:
            if held.scheme in SCHEMES:
                weight = _weight(held, one, unproved)
                source = f"organisations:{one.id}"
                yield IdentifierRow(f"{held.scheme}:{held.value}", one.id, weight, source, kinds[one.id])
    for row in blocks:
        organisation, source = row["organisation"], f"mac_blocks:{row['block']}"
        key, weight = f"mac:{row['block']}", f"mac-{row['role']}"
        yield IdentifierRow(key, organisation, weight, source, kinds.get(organisation, ""))


def _weight(held: Identifier, one: Organisation, unproved: Collection[str]) -> str:
    """Weigh by what proves that it is theirs: what nobody wrote down must not carry a verdict."""
    sources = {proof.key: proof.source for proof in one.evidence}
    if all(sources.get(key, "") in unproved for key in held.evidence):
        return "identifier-unproved"
    return "identifier-checked" if SCHEMES[held.scheme].is_checked else "identifier"
