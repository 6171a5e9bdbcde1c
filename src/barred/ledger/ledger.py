"""Open a ledger and work on it in transactions: SQLite in a file, or PostgreSQL by its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError

from barred.errors import LedgerProblem, UsageProblem
from barred.ledger.canonical import canonical
from barred.ledger.chain import BEGINNING, link
from barred.ledger.schema import LOG, VERSIONS
from barred.ledger.version import current_version, held_up, upgrade

__all__ = ["Change", "Deed", "Ledger", "open_ledger"]

# A writer waits so long for another one to finish.
_PATIENCE_S = 30
# Any number that nothing else in the database locks by: it makes writers of the log take turns.
_LOG_LOCK = 889_232
_POSTGRES = {"postgresql", "postgres", "postgresql+psycopg"}
_IMMEDIATE = "barred_immediate"


class Deed(NamedTuple):
    """Who does something, by office, key or user name, and when: UTC with microseconds and a Z."""

    actor: str
    at: str


class Change:
    """A change of the ledger in the making; what it logs stands or falls with it."""

    def __init__(self, connection: Connection, deed: Deed) -> None:
        self.connection = connection
        self.deed = deed
        newest = select(LOG.c.sequence, LOG.c.hash).order_by(LOG.c.sequence.desc()).limit(1)
        head = connection.execute(newest).one_or_none()
        self.next, self._head = (1, BEGINNING) if head is None else (head[0] + 1, head[1])

    def log(self, action: str, payload: object) -> int:
        """Append an entry to the log and give its number; `next` tells it before."""
        row = {
            "sequence": self.next,
            "at": self.deed.at,
            "actor": self.deed.actor,
            "action": action,
            "payload": canonical(payload),
            "previous": self._head,
        }
        self._head = link(row)
        self.connection.execute(LOG.insert().values(**row, hash=self._head))
        self.next += 1
        return self.next - 1


class Ledger:
    """An opened ledger; `open_ledger` makes one.

    Args:
        engine: Where it lies.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.address = engine.url.render_as_string(hide_password=True)
        self.is_sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees the ledger as it is now, whatever others write meanwhile.

        Raises:
            LedgerProblem: The database cannot be reached, or is damaged.
        """
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._transaction(**level) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection for what is not logged: leases, progress, last uses.

        Raises:
            LedgerProblem: The database cannot be reached, or is damaged.
        """
        with self._transaction(**{_IMMEDIATE: True}) as connection:
            yield connection

    @contextmanager
    def change(self, deed: Deed) -> Iterator[Change]:
        """Give a change that is kept whole when the block ends well, and else not at all.

        Raises:
            LedgerProblem: The database cannot be reached, or is damaged.
        """
        with self.write() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOG_LOCK})"))
            yield Change(connection, deed)

    def upgrade(self) -> list[str]:
        """Bring the ledger to the newest version; give the versions gone through.

        Raises:
            LedgerProblem: It is of a version that this program does not know.
        """
        with self.write() as connection:
            version = current_version(connection)
            problem = held_up(version, self.address)
            if problem is not None and version not in VERSIONS:
                raise problem
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOG_LOCK})"))
            return upgrade(connection)

    def version(self) -> str:
        """Give the version, or an empty text when nothing is there yet."""
        with self.read() as connection:
            return current_version(connection)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, **options: Any) -> Iterator[Connection]:  # noqa: ANN401 - as SQLAlchemy takes them
        try:
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except DataError as trouble:
            # PostgreSQL keeps no zero sign and no number beyond its size, whoever sent one.
            what = " ".join(str(trouble.orig).split())
            raise UsageProblem(f"the database does not take this: {what}") from None
        except DBAPIError as trouble:
            what = " ".join(str(trouble.orig).split())
            remedy = "see whether the database is there and whole"
            raise LedgerProblem(what, where=self.address, remedy=remedy) from None


def open_ledger(address: str, *, may_make: bool = True, any_version: bool = False) -> Ledger:
    """Open a ledger, making its tables when there are none.

    Args:
        address: The path of a SQLite file, or `postgresql://USER:PASSWORD@HOST/NAME`.
        may_make: Whether an empty one is made where there is none.
        any_version: Whether a ledger of another version is opened too, to look at it or to upgrade it.

    Raises:
        UsageProblem: The address is of another kind.
        LedgerProblem: It is not there and may not be made, cannot be reached, is damaged, or is of
            another version.
    """
    url = _url(address)
    path = Path(url.database) if url.drivername == "sqlite" and url.database else None
    if path is not None and not path.exists():
        if not may_make:
            raise LedgerProblem("no ledger is there yet", where=str(path), remedy="what is kept first makes it")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise LedgerProblem(f"cannot be made: {trouble.strerror}", where=str(path)) from trouble
    ledger = Ledger(_engine(url))
    try:
        if not any_version:
            _make_ready(ledger, may_make=may_make)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _make_ready(ledger: Ledger, *, may_make: bool) -> None:
    version = ledger.version()
    problem = held_up(version, ledger.address)
    if not version and may_make:
        ledger.upgrade()
    elif not version:
        problem = LedgerProblem("no ledger is there yet", where=ledger.address, remedy="run `barred db upgrade`")
    if problem is not None:
        raise problem


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as trouble:
        raise UsageProblem(f"no address of a ledger: {trouble}", where="--ledger") from None
    if url.drivername in _POSTGRES:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        return url
    raise UsageProblem(
        f"a ledger cannot lie in {url.drivername}", where="--ledger", remedy="give a file or postgresql://…"
    )


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as trouble:
            remedy = "install barred[postgres]"
            raise LedgerProblem("the driver for PostgreSQL is missing", where="--ledger", remedy=remedy) from trouble
    engine = create_engine(url, connect_args={"timeout": _PATIENCE_S})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def _prepared(connection: Any, record: object) -> None:  # noqa: ANN401 - of whatever driver
    del record
    # The driver would begin transactions late and leave the making of tables outside of them.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    # Who reads first and writes later can meet another who did so too, and then both wait in vain.
    is_immediate = connection.get_execution_options().get(_IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_immediate else "BEGIN")
