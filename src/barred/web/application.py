"""The application: every room of the server behind one guard."""

from typing import NamedTuple

from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from barred import __version__
from barred.errors import BarredError
from barred.evidence.vault import Vault
from barred.gate.policy import Policy
from barred.screening.context import Said
from barred.web.answering.briefly import Briefly
from barred.web.answering.edition import Editions
from barred.web.answering.shelf import Shelf
from barred.web.answering.troubles import on_barred_error, on_http_error, on_invalid, on_trouble
from barred.web.answering.worker import Worker
from barred.web.asked.parameters import known_parameters
from barred.web.entrance.doorkeeper import Doorkeeper
from barred.web.entrance.guard import Guard
from barred.web.entrance.keyring import Keyring
from barred.web.entrance.limits import Limits
from barred.web.entrance.methods import Methods
from barred.web.entrance.rate import Buckets
from barred.web.entrance.rights import Rights
from barred.web.entrance.sessions import Sessions
from barred.web.entrance.sign_ins import SignIns
from barred.web.fast_lane import FastLane
from barred.web.gatekeeper import Gatekeeper
from barred.web.jobs.workroom import Workroom
from barred.web.meters import Meters
from barred.web.oidc.setup import ProviderSetup
from barred.web.openapi import called, describe, secure
from barred.web.pages.work_page import WorkPages
from barred.web.registry import Registry
from barred.web.routes.access import access_routes
from barred.web.routes.checks import check_routes
from barred.web.routes.differences import difference_routes
from barred.web.routes.entities import entity_routes
from barred.web.routes.feeds import feed_routes
from barred.web.routes.file_check import file_check_routes
from barred.web.routes.job_pages import job_page_routes
from barred.web.routes.jobs import job_routes
from barred.web.routes.keys import key_routes
from barred.web.routes.leave import leave_routes
from barred.web.routes.leaves import leaf_routes
from barred.web.routes.log import log_routes
from barred.web.routes.log_pages import log_page_routes
from barred.web.routes.manual import manual_routes
from barred.web.routes.matching import matching_routes
from barred.web.routes.office_pages import office_page_routes
from barred.web.routes.operations import operation_routes
from barred.web.routes.past_checks import past_check_routes
from barred.web.routes.proof import proof_routes
from barred.web.routes.provider import provider_routes
from barred.web.routes.questions import question_routes
from barred.web.routes.radius import radius_routes
from barred.web.routes.reconcile import reconcile_routes
from barred.web.routes.records import record_routes
from barred.web.routes.request_pages import request_page_routes
from barred.web.routes.session_pages import session_page_routes
from barred.web.routes.sessions import session_routes
from barred.web.routes.sign_in import sign_in_routes
from barred.web.routes.times import time_routes
from barred.web.routes.waiver_requests import waiver_request_routes
from barred.web.routes.waivers import waiver_routes
from barred.web.upkeep import Upkeep
from barred.web.views.office_pages import Lasting

__all__ = ["Setup", "application"]

# Nothing of what is asked leaves the machine, whatever the environment says.
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}

_BUSY = ("/access/v1/evaluation", "/radius/authorize", "/radius/post-auth", "/v1/lookup")


class Setup(NamedTuple):
    """What an operator has set.

    Args:
        limits: What clients may ask.
        policy: Which outcome opens the gate.
        case: Who stands at the gate.
        vault: Where the words of passages come from.
        hosts: Names under which the server may be spoken to.
        rights: Who may do what.
        registry: The ledger, or none.
        logs_gate: Whether the decisions of the gate are written into it.
        keep_days: After how many days the files of jobs are deleted; None for never.
        provider: Who vouches for people, beside keys; needs the ledger.
        shelf: Earlier snapshots.
        workroom: Where files lie that are worked on.
    """

    limits: Limits
    policy: Policy
    case: Said
    vault: Vault | None
    hosts: frozenset[str]
    rights: Rights
    registry: Registry
    logs_gate: bool = True
    keep_days: int | None = None
    provider: ProviderSetup | None = None
    shelf: Shelf = Shelf()
    workroom: Workroom = Workroom()


def application(editions: Editions, *, setup: Setup, meters: Meters, worker: Worker, upkeep: Upkeep) -> ASGIApp:
    """Put the server together.

    Args:
        editions: The current snapshot, and the next.
        setup: What an operator has set.
        meters: What is counted.
        worker: The thread for long answers.
        upkeep: Keeps the ledger in step with the answers.
    """
    registry = setup.registry
    door = _door(setup)
    rooms = _rooms()
    gate_log = upkeep.gate_log if registry.is_there and setup.logs_gate else None
    gatekeeper = Gatekeeper(setup.policy, case=setup.case, meters=meters, log=gate_log)
    every: list[APIRoute] = []
    for routes in (
        # Addresses are tried in this order: those that are asked all the time come first.
        operation_routes(meters),
        access_routes(gatekeeper),
        radius_routes(gatekeeper),
        question_routes(worker, most_rows=setup.limits.rows),
        matching_routes(worker),
        entity_routes(),
        reconcile_routes(worker),
        record_routes(),
        time_routes(),
        difference_routes(worker, setup.shelf),
        proof_routes(setup.vault),
        feed_routes(),
        leaf_routes(setup.vault),
        file_check_routes(worker, setup.limits, registry=registry, pages=WorkPages(door), workroom=setup.workroom),
        *_kept_routes(setup, upkeep, door),
        *_work_pages(setup, upkeep, door),
        manual_routes(lambda: secure(describe(rooms), setup.rights)),
    ):
        rooms.include_router(routes)
        every += [one for one in routes.routes if isinstance(one, APIRoute)]
    rooms.state.methods = Methods(every)
    busy = [one for one in every if one.path in _BUSY]
    return Guard(FastLane(rooms, busy), editions=editions, limits=setup.limits, meters=meters, door=door)


def _rooms() -> FastAPI:
    """Give an application without a room, and with an answer for every trouble."""
    rooms = FastAPI(
        title="barred",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
        dependencies=[Depends(known_parameters)],
        generate_unique_id_function=called,
    )
    for kind, handler in (
        (BarredError, on_barred_error),
        (HTTPException, on_http_error),
        (RequestValidationError, on_invalid),
        (Exception, on_trouble),
    ):
        rooms.add_exception_handler(kind, handler)
    return rooms


def _door(setup: Setup) -> Doorkeeper:
    registry, memory = setup.registry, Briefly()
    return Doorkeeper(
        setup.hosts,
        setup.rights,
        registry=registry,
        keyring=Keyring(registry, memory),
        sessions=Sessions(registry, setup.limits, secret=registry.secret(), memory=memory),
        buckets=Buckets(setup.limits.rate, setup.limits.burst),
    )


def _kept_routes(setup: Setup, upkeep: Upkeep, door: Doorkeeper) -> tuple[APIRouter, ...]:
    """Give the routes of what a ledger keeps, and of whoever may see it."""
    registry = setup.registry
    return (
        job_routes(registry),
        check_routes(registry),
        # Before single waivers: none of those is shown under the id `requests`.
        waiver_request_routes(registry, upkeep),
        waiver_routes(registry, upkeep),
        log_routes(registry),
        key_routes(registry, door.keyring),
        session_routes(SignIns(registry, door.sessions, limits=setup.limits)),
        *_ways_in(setup, door),
    )


def _work_pages(setup: Setup, upkeep: Upkeep, door: Doorkeeper) -> tuple[APIRouter, ...]:
    """Give the pages of the same for people."""
    registry, pages = setup.registry, WorkPages(door)
    return (
        job_page_routes(registry, pages, keep_days=setup.keep_days),
        past_check_routes(registry, pages, keep_days=setup.keep_days),
        request_page_routes(registry, pages, upkeep=upkeep),
        leave_routes(registry, pages, upkeep=upkeep),
        log_page_routes(registry, pages),
        session_page_routes(SignIns(registry, door.sessions, limits=setup.limits), pages),
        office_page_routes(
            registry, pages, keyring=door.keyring, lasting=Lasting(setup.keep_days, setup.limits.session_s)
        ),
    )


def _ways_in(setup: Setup, door: Doorkeeper) -> tuple[APIRouter, ...]:
    """Give the routes by which people sign in."""
    if setup.provider is None:
        return (sign_in_routes(door),)
    # Libraries that only a server with a provider needs.
    from barred.web.oidc.flow import Flow  # noqa: PLC0415
    from barred.web.oidc.provider import Provider  # noqa: PLC0415

    flow = Flow(Provider(setup.provider), setup.registry, secret=setup.registry.secret())
    return sign_in_routes(door, flow), provider_routes(door, flow)
