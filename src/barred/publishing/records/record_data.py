"""Records whole, as the plain data that every export begins with.

A record has all fields of its kind, whether or not anything is recorded in them, so that the lines
of a kind share their keys: what is not recorded is null or an empty list.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from barred.errors import SnapshotProblem, UsageProblem
from barred.model.account import Event, Figure, Product, Statement
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Term
from barred.publishing.library import Library

__all__ = ["RECORD_KINDS", "Archive", "chosen", "record_data", "records"]

_CLASSES: dict[str, type[Any]] = {
    "event": Event,
    "figure": Figure,
    "organisation": Organisation,
    "product": Product,
    "restriction": Restriction,
    "source": Source,
    "statement": Statement,
}
RECORD_KINDS = (*_CLASSES, "vocabulary")


class Archive(Library, Protocol):
    """A library whose records can be taken out as they were compiled."""

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record of a kind by id."""
        ...

    def kinds_of(self, key: str) -> list[str]:
        """Give the kinds that have a record with an id."""
        ...


def chosen(kinds: Iterable[str], among: Iterable[str]) -> tuple[str, ...]:
    """Give the kinds that a user names, in singular or plural, each once and in order; all when none is named.

    Raises:
        UsageProblem: One of them is not among those that the form can show.
    """
    offered = sorted(among)
    plurals = {"vocabularies": "vocabulary", **{f"{one}s": one for one in offered}}
    wanted = {plurals.get(kind, kind) for kind in kinds} or set(offered)
    unknown = sorted(wanted - set(offered))
    if unknown:
        raise UsageProblem(f"no {unknown[0]!r} in this form", where="--kind", remedy=f"use {', '.join(offered)}")
    return tuple(one for one in offered if one in wanted)


def records(kinds: Iterable[str], *, book: Archive) -> Iterator[dict[str, Any]]:
    """Give every record of some kinds, by kind as given and then by id.

    Raises:
        SnapshotProblem: A record in the snapshot is not of its kind.
    """
    for kind in kinds:
        for key in book.ids(kind):
            yield record_data(kind, book.body(kind, key))


def record_data(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Give a record as nested dictionaries and lists.

    Args:
        kind: Its kind.
        body: Its fields as they were compiled.

    Returns:
        `kind`, `id`, of a source `digest` (of the captured bytes), the fields of its class in their
        order, and in place of `evidence` its `citations`; a vocabulary has none.

    Raises:
        SnapshotProblem: The body does not fit the kind.
    """
    try:
        if kind == "vocabulary":
            terms = [_plain(build(Term, one)) for one in body.get("terms", ())]
            told = {name: body.get(name) for name in ("title", "definition", "kept_for")}
            return {"kind": kind, "id": body["id"], **told, "terms": terms}
        record = build(_CLASSES[kind], body)
    except (TypeError, KeyError) as trouble:
        what = f"the {kind} {body.get('id')!r} does not fit its kind ({trouble})"
        raise SnapshotProblem(what, remedy="run `barred directory build`") from trouble
    fields: dict[str, Any] = _plain(record)
    fields.pop("evidence", None)
    if isinstance(record, Source):
        digest = record.capture.digest if record.capture else None
        return {"kind": kind, "id": record.id, "digest": digest, **fields, "citations": []}
    return {"kind": kind, **fields, "citations": [_citation(one) for one in body.get("evidence", ())]}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in sorted(value.items())}
    return None if value == "" else value


def _citation(evidence: Mapping[str, Any]) -> dict[str, Any]:
    start = evidence.get("start")
    return {
        "key": evidence["key"],
        "source": evidence["source"],
        "selector": None if start is None else {"start": start, "end": evidence["end"]},
        "digest": evidence.get("digest") or None,
        "pinpoint": evidence.get("pinpoint") or None,
        "note": evidence.get("note") or None,
    }
