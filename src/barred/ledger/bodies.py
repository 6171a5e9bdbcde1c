"""What many rows share is kept once, under the digest of its content."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from barred.ledger.canonical import canonical, digest_of_text
from barred.ledger.schema import BODIES

__all__ = ["bodies_of", "keep_bodies", "keep_folded_bodies"]

# SQLite takes more values at once, but old versions not much more.
_AT_ONCE = 500


def keep_bodies(connection: Connection, contents: Iterable[object]) -> list[str]:
    """Keep contents that are not there yet, and give the digest of each in the same order.

    Cost:
        A content that comes several times as the same object is digested once.
    """
    held = list(contents)
    folded = {id(one): canonical(one) for one in held}
    digest_by_id = {key: digest_of_text(body) for key, body in folded.items()}
    keep_folded_bodies(connection, {digest_by_id[key]: body for key, body in folded.items()})
    return [digest_by_id[id(one)] for one in held]


def keep_folded_bodies(connection: Connection, bodies: Mapping[str, str]) -> None:
    """Keep canonical texts under their digests, those that are not there yet."""
    known: set[str] = set()
    for some in _parts(bodies):
        known.update(connection.execute(select(BODIES.c.digest).where(BODIES.c.digest.in_(some))).scalars())
    rows = [{"digest": digest, "body": body} for digest, body in bodies.items() if digest not in known]
    if rows:
        connection.execute(BODIES.insert(), rows)


def bodies_of(connection: Connection, digests: Iterable[str]) -> Mapping[str, str]:
    """Give contents as JSON by digest; a digest that is unknown is left out."""
    found: dict[str, str] = {}
    for some in _parts(digests):
        asked = select(BODIES.c.digest, BODIES.c.body).where(BODIES.c.digest.in_(some))
        found.update((digest, body) for digest, body in connection.execute(asked))
    return found


def _parts(digests: Iterable[str]) -> Iterator[list[str]]:
    wanted = sorted(set(digests))
    return (wanted[begin : begin + _AT_ONCE] for begin in range(0, len(wanted), _AT_ONCE))
