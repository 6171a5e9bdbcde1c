"""Every route of a server with all that it can have, found in the application itself and not in its description."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute

from barred.directory.snapshot import Snapshot
from barred.gate.policy import Policy
from barred.ledger.ledger import open_ledger
from barred.screening.context import Said
from barred.web.answering.edition import Edition, Editions
from barred.web.answering.worker import Worker
from barred.web.application import Setup, application
from barred.web.entrance.limits import Limits
from barred.web.entrance.rights import Rights
from barred.web.gate_log import GateLog
from barred.web.jobs.retention import Retention
from barred.web.meters import Meters
from barred.web.oidc.role_rule import read_rules
from barred.web.oidc.setup import ProviderSetup
from barred.web.registry import Registry
from barred.web.upkeep import Upkeep
from tests.web.provider import CLIENT

__all__ = ["every_route"]


@contextmanager
def every_route(snapshot: Snapshot, folder: Path) -> Iterator[list[tuple[str, str]]]:
    """Give method and address of every route, those of no description too."""
    registry = Registry(open_ledger(str(folder / "ledger.sqlite")))
    idp = ProviderSetup("https://idp.example", CLIENT, read_rules(["sub:*=reader"]))
    setup = Setup(Limits(), Policy(), Said(""), None, frozenset(), Rights(), registry, provider=idp)
    editions, meters, worker = Editions(Edition(snapshot)), Meters(), Worker()
    upkeep = Upkeep(registry, editions=editions, gate_log=GateLog(meters), retention=Retention(None))
    guard: Any = application(editions, setup=setup, meters=meters, worker=worker, upkeep=upkeep)
    found = _walked(guard.application.application.routes)
    yield [(method, one.path) for one in found for method in sorted(one.methods or ())]
    worker.close()
    registry.close()


def _walked(some: Iterable[Any]) -> Iterator[APIRoute]:
    """Give routes, those of routers that were included too."""
    for one in some:
        if isinstance(one, APIRoute):
            yield one
        else:
            yield from _walked(one.original_router.routes)
