"""Which version a ledger has, and how an older one is brought to the newest."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from barred.errors import LedgerProblem
from barred.ledger.schema import NEWEST, VERSIONS

__all__ = ["current_version", "held_up", "upgrade"]

_TABLE = "alembic_version"


def current_version(connection: Connection) -> str:
    """Give the version of a ledger, or an empty text when nothing is there yet."""
    if not inspect(connection).has_table(_TABLE):
        return ""
    found = connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - a name from above
    return str(found or "")


def held_up(version: str, where: str) -> LedgerProblem | None:
    """Tell why a ledger of a version cannot be worked on as it is; None when it can, or is still empty."""
    if version in {"", NEWEST}:
        return None
    if version in VERSIONS:
        what = f"a ledger of version {version}, and this program works on {NEWEST}"
        return LedgerProblem(what, where=where, remedy="copy it and run `barred db upgrade`")
    what = f"a ledger of version {version}, and this program knows only up to {NEWEST}"
    return LedgerProblem(what, where=where, remedy="use the newer barred that made it")


def upgrade(connection: Connection) -> list[str]:
    """Bring a ledger to the newest version, step by step, in the transaction of the caller.

    Returns:
        The versions gone through, none when it was the newest already.
    """
    # Everyday work only reads the version: alembic is loaded when there is something to do.
    from alembic.operations import Operations  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    folder = str(files("barred.ledger") / "migrations")
    scripts = ScriptDirectory(folder, version_locations=[folder])
    context = MigrationContext.configure(connection)
    done = []
    steps = [*scripts.iterate_revisions("head", context.get_current_revision() or "base")]
    for step in reversed(steps):
        with Operations.context(context):
            step.module.upgrade()
        context.stamp(scripts, step.revision)
        done.append(step.revision)
    return done
