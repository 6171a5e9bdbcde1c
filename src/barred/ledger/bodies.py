"""What many rows share is kept once, under the digest of its content."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from barred.ledger.canonical import canonical, digest_of
from barred.ledger.schema import BODIES

__all__ = ["bodies_of", "keep_bodies"]

# SQLite takes more values at once, but old versions not much more.
_AT_ONCE = 500


def keep_bodies(connection: Connection, contents: Iterable[object]) -> list[str]:
    """Keep contents that are not there yet, and give the digest of each in the same order.

    Cost:
        A content that comes several times as the same object is digested once.
    """
    held = list(contents)
    known_by_id = {id(one): digest_of(one) for one in {id(one): one for one in held}.values()}
    digests = [known_by_id[id(one)] for one in held]
    new = dict(zip(digests, held, strict=True))
    known = bodies_of(connection, new)
    rows = [{"digest": digest, "body": canonical(one)} for digest, one in new.items() if digest not in known]
    if rows:
        connection.execute(BODIES.insert(), rows)
    return digests


def bodies_of(connection: Connection, digests: Iterable[str]) -> Mapping[str, str]:
    """Give contents as JSON by digest; a digest that is unknown is left out."""
    wanted = sorted(set(digests))
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        some = select(BODIES.c.digest, BODIES.c.body).where(BODIES.c.digest.in_(wanted[begin : begin + _AT_ONCE]))
        found.update((digest, body) for digest, body in connection.execute(some))
    return found
