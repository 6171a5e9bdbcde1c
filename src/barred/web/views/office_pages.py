"""What whoever runs a server looks at: its keys, and the state of everything that it stands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred import __version__
from barred.ledger.contents import Contents
from barred.ledger.keys import ROLES, Key
from barred.lists.registry import LISTS
from barred.model.question import Context
from barred.web.answering.answers import carried, now, today
from barred.web.answering.edition import Edition
from barred.web.views.kept import KeyView, key_view
from barred.web.views.leaf import Labels, Leaf

__all__ = ["InstallationView", "Kept", "KeysPageView", "Lasting", "installation", "keys_page"]

_IMPORTS = "list_imports"


@dataclass(frozen=True, kw_only=True)
class KeysPageView(Leaf):
    """Every key by its beginning; `made` has the whole of one, in the answer that made it and in no other."""

    TABLE: ClassVar[str] = "keys"

    keys: list[KeyView]
    roles: list[str]
    made: KeyView | None


@dataclass(frozen=True, kw_only=True)
class InstallationView(Leaf):
    """The state of a server.

    Args:
        version: Of the program.
        records: How many records of each kind the snapshot holds.
        lists: Every official list that can be read, with the day on which it was last imported and what it had.
        ledger: Where it lies, without the password.
        ledger_version: Of its tables.
        ledger_rows: How many rows each table has.
        jobs: How many jobs there are in each state.
        attempts: Jobs that were tried more than once and are not done, with their last trouble.
        files: How many files lie there, and how large they are together.
        keep_days: After how many days they are deleted; None for never.
        session_hours: How long a session of a browser lasts at most.
    """

    TABLE: ClassVar[str] = "lists"

    version: str
    records: dict[str, int]
    lists: list[dict[str, Any]]
    ledger: str
    ledger_version: str
    ledger_rows: dict[str, int]
    jobs: dict[str, int]
    attempts: list[dict[str, Any]]
    files: dict[str, int]
    keep_days: int | None
    session_hours: int


class Kept(NamedTuple):
    """What the ledger and the folder of files hold."""

    contents: Contents
    jobs: Mapping[str, int]
    attempts: Sequence[Mapping[str, Any]]
    files: Mapping[str, int]


class Lasting(NamedTuple):
    """How long things last: files of jobs in days (None for ever), and sessions of browsers in seconds."""

    keep_days: int | None
    session_s: float


def keys_page(keys: Sequence[Key], *, made: tuple[str, Key] | None, edition: Edition) -> KeysPageView:
    """Fill the page of keys; `made` is the one that was just made, with its text."""
    return KeysPageView(
        **carried(Context(on=today()), edition),
        **Labels(edition.snapshot).told(),
        keys=[key_view(one, at=now()) for one in keys],
        roles=list(ROLES),
        made=key_view(made[1], at=now(), text=made[0]) if made else None,
    )


def installation(kept: Kept, *, lasting: Lasting, edition: Edition) -> InstallationView:
    """Fill the page of the state."""
    book = edition.snapshot
    kinds = ("organisation", "restriction", "statement", "figure", "product", "event", "source")
    return InstallationView(
        **carried(Context(on=today()), edition),
        **Labels(book).told(),
        version=__version__,
        records={kind: len(book.ids(kind)) for kind in kinds},
        lists=_lists(edition),
        ledger=kept.contents.address,
        ledger_version=kept.contents.version,
        ledger_rows=kept.contents.rows,
        jobs=dict(kept.jobs),
        attempts=[dict(one) for one in kept.attempts],
        files=dict(kept.files),
        keep_days=lasting.keep_days,
        session_hours=int(lasting.session_s // 3600),
    )


def _lists(edition: Edition) -> list[dict[str, Any]]:
    """Tell of every list when it was last imported, by the rows that an overlay of lists brings."""
    book = edition.snapshot
    rows = book.rows(_IMPORTS) if _IMPORTS in book.tables() else ()
    last = {row["list"]: row for row in sorted(rows, key=lambda row: row["recorded"])}
    return [
        {
            "list": key,
            "title": kind.title,
            "imported": last.get(key, {}).get("recorded", ""),
            "entries": last.get(key, {}).get("entries", ""),
        }
        for key, kind in LISTS.items()
    ]
