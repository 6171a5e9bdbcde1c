"""`/keys` and `/installation`: for whoever runs the server."""

from collections import Counter
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.contents import Contents, contents
from barred.ledger.jobs import STATES, Job, list_jobs
from barred.ledger.keys import add_key, list_keys, revoke_key
from barred.ledger.ledger import Ledger
from barred.web.answering.answers import day_of, edition_of
from barred.web.asked.kept import Nothing
from barred.web.asked.office import KeyAsked
from barred.web.entrance.doorkeeper import deed_of
from barred.web.entrance.keyring import Keyring
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages, sent
from barred.web.registry import Registry
from barred.web.views.office_pages import InstallationView, Kept, KeysPageView, Lasting, installation, keys_page

__all__ = ["office_page_routes"]

_TRIED = 20
_UNDONE = ("waiting", "running", "failed")


def office_page_routes(
    registry: Registry, pages: WorkPages, *, keyring: Keyring, lasting: Lasting
) -> APIRouter:  # fmt: skip
    """Give the routes.

    Args:
        registry: The ledger with its files.
        pages: Sets pages.
        keyring: Forgets what was revoked.
        lasting: How long files and sessions last.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, "/keys", template="keys.html", make=partial(_keys, registry=registry))
    look = partial(_installation, registry=registry, lasting=lasting)
    pages.add(routes, "/installation", template="installation.html", make=look)

    @routes.post("/keys")
    async def add(request: Request) -> Response:
        async def made() -> Response:
            asked = await sent(KeyAsked, request)
            expires = day_of(asked.expires, where="expires")
            make = partial(add_key, name=asked.name, role=asked.role, deed=deed_of(request), expires=expires)
            key = await registry.do(make)
            view = keys_page(await registry.do(list_keys), made=key, edition=edition_of(request))
            # The key is in no address: this answer shows it, and no other will.
            response = pages.page(request, "keys.html", view=view)
            response.status_code = HTTPStatus.CREATED
            return response

        return await pages.told(request, made)

    @routes.post("/keys/{prefix}/revoke")
    async def revoke(request: Request, prefix: str) -> Response:
        async def done() -> str:
            await registry.do(partial(revoke_key, prefix=prefix, deed=deed_of(request)))
            keyring.forget()
            return "/keys"

        return await pages.act(request, done)

    return routes


async def _keys(request: Request, *, registry: Registry) -> KeysPageView:
    taken(Nothing, request)
    return keys_page(await registry.do(list_keys), made=None, edition=edition_of(request))


async def _installation(request: Request, *, registry: Registry, lasting: Lasting) -> InstallationView:
    taken(Nothing, request)
    held, jobs = await registry.do(_held)
    files = await registry.call(lambda: [one.size_bytes for one in registry.files.files()])
    counted = Counter(one.state for one in jobs)
    tried = [one for one in jobs if one.state in _UNDONE and one.attempts]
    kept = Kept(
        held,
        {state: counted[state] for state in STATES if counted[state]},
        [_attempted(one) for one in tried[:_TRIED]],
        {"files": len(files), "bytes": sum(files)},
    )
    return installation(kept, lasting=lasting, edition=edition_of(request))


def _held(ledger: Ledger) -> tuple[Contents, list[Job]]:
    return contents(ledger), list_jobs(ledger)


def _attempted(job: Job) -> dict[str, object]:
    told = ("id", "state", "attempts", "most_attempts", "worker", "leased_until", "trouble")
    return {name: getattr(job, name) for name in told}
