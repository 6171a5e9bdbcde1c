"""Everything that a snapshot answers, as one text."""

import json

from barred.directory.snapshot import Snapshot

__all__ = ["LOOKUP", "answers"]

KINDS = ("organisation", "restriction", "source", "vocabulary")

# Index rows as `screening` makes them, in no order.
LOOKUP: dict[str, list[tuple[str, list[str]]]] = {
    "organisation-name": [
        ("lumen cameras", ["lumen-cameras"]),
        ("acme", ["lumen-cameras"]),
        ("acme", ["acme-optics"]),
        ("acme optics ltd", ["acme-optics"]),
    ],
    "weight": [("000001", ["brand", "1.5"]), ("000000", ["legal", "6.0"])],
}


def answers(snapshot: Snapshot) -> str:
    """Ask a snapshot everything."""
    records = {kind: {key: snapshot.body(kind, key) for key in snapshot.ids(kind)} for kind in KINDS}
    return json.dumps(
        {
            "meta": snapshot.meta,
            "records": records,
            "built": repr([snapshot.organisation(key) for key in records["organisation"]]),
            "laws": repr([snapshot.restriction(key) for key in records["restriction"]]),
            "sources": repr([snapshot.source(key) for key in records["source"]]),
            "terms": repr([dict(snapshot.vocabulary(key).terms) for key in records["vocabulary"]]),
            "aimed": [repr(snapshot.restrictions_aimed_at([key])) for key in records["organisation"]],
            "tables": {name: [*snapshot.rows(name)] for name in snapshot.tables()},
            "lookup": {kind: snapshot.lookup_all(kind) for kind in LOOKUP},
            "keys": {kind: snapshot.lookup(kind, sorted({key for key, _ in rows})) for kind, rows in LOOKUP.items()},
            "named": snapshot.organisations_named("acme"),
        },
        sort_keys=True,
    )
