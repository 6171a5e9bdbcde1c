"""Find rows of a kept check: the worst first or as the file has them, of one organisation, with some words in them.

Rows come from the database outcome by outcome, and no more of them than are asked for are kept in memory. What a row
says is compared folded, which no database does.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from barred.ledger.bodies import bodies_of
from barred.ledger.checks import KeptVerdict
from barred.ledger.ledger import Ledger
from barred.ledger.schema import VERDICTS
from barred.model.verdict import OUTCOMES
from barred.text.fold import fold

__all__ = ["Sought", "find_rows", "recognised"]

_AT_ONCE = 1_000


class Sought(NamedTuple):
    """Which rows, and in which order.

    Args:
        outcome: Only rows of this one; empty for all.
        organisation: Only rows that point to this one, as what was recognised or as its maker; empty for all.
        text: Only rows whose words hold these; empty for all.
        as_in_file: In the order of the file, and not the worst first.
        after: Goes on after the row of this number.
    """

    outcome: str = ""
    organisation: str = ""
    text: str = ""
    as_in_file: bool = False
    after: int = 0


def find_rows(ledger: Ledger, check: str, *, sought: Sought, most: int) -> list[KeptVerdict]:
    """Give rows of a check.

    Args:
        ledger: Where it is kept.
        check: Its id.
        sought: Which rows, and in which order.
        most: How many at most.

    Cost:
        With an organisation or words, a look at every row until enough are found.
    """
    with ledger.read() as connection:
        gists = _gists_of(connection, check, sought.organisation) if sought.organisation else None
        found = []
        for row in _walk(connection, check, sought):
            if (gists is None or row.gist in gists) and _says(row.subject, sought.text):
                found.append(row)
                if len(found) == most:
                    break
        bodies = bodies_of(connection, {row.gist for row in found})
    loaded = {digest: json.loads(body) for digest, body in bodies.items()}
    return [KeptVerdict(row.number, json.loads(row.subject), row.outcome, loaded[row.gist]) for row in found]


def recognised(ledger: Ledger, check: str) -> dict[str, int]:
    """Count the rows of a check that point to an organisation, as what was recognised or as its maker.

    Returns:
        Id of the organisation to the number of rows, the most first.
    """
    counted: Counter[str] = Counter()
    with ledger.read() as connection:
        for gist, rows in _gists(connection, check):
            counted.update(dict.fromkeys(_organisations(gist), rows))
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _walk(connection: Connection, check: str, sought: Sought) -> Iterator[Any]:
    """Give the rows in order, as the database holds them."""
    wanted = select(*VERDICTS.c).where(VERDICTS.c.check == check).order_by(VERDICTS.c.number)
    if sought.outcome:
        wanted = wanted.where(VERDICTS.c.outcome == sought.outcome)
    ask = connection.execution_options(yield_per=_AT_ONCE).execute
    if sought.as_in_file:
        yield from ask(wanted.where(VERDICTS.c.number > sought.after))
        return
    last = _outcome_at(connection, check, sought.after) if sought.after else ""
    begun = OUTCOMES.index(last) if last else 0
    for outcome in OUTCOMES[begun:]:
        after = sought.after if outcome == last else 0
        yield from ask(wanted.where(VERDICTS.c.outcome == outcome, VERDICTS.c.number > after))


def _outcome_at(connection: Connection, check: str, number: int) -> str:
    wanted = select(VERDICTS.c.outcome).where(VERDICTS.c.check == check, VERDICTS.c.number == number)
    return str(connection.execute(wanted).scalar() or "")


def _gists_of(connection: Connection, check: str, organisation: str) -> set[str]:
    wanted = select(VERDICTS.c.gist).where(VERDICTS.c.check == check).distinct()
    digests = [row.gist for row in connection.execute(wanted)]
    bodies = bodies_of(connection, digests)
    return {digest for digest in digests if organisation in _organisations(json.loads(bodies[digest]))}


def _gists(connection: Connection, check: str) -> Iterator[tuple[Mapping[str, Any], int]]:
    wanted = select(VERDICTS.c.gist, func.count().label("rows")).where(VERDICTS.c.check == check)
    rows = {row.gist: row.rows for row in connection.execute(wanted.group_by(VERDICTS.c.gist))}
    for digest, body in bodies_of(connection, rows).items():
        yield json.loads(body), rows[digest]


def _organisations(gist: Mapping[str, Any]) -> set[str]:
    """Give whom a gist names: who was recognised, and who makes it."""
    makers = {parts[2] for parts in gist["identities"].values() if parts[2]}
    return {*gist["identities"], *makers}


def _says(subject: str, words: str) -> bool:
    return not words or fold(words) in fold(json.loads(subject).get("text", ""))
