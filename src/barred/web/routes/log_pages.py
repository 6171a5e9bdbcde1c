"""`/log`: what was done here, what the gate decided, and the proof that nobody changed it."""

from datetime import UTC, datetime, timedelta
from functools import partial

from fastapi import APIRouter
from starlette.requests import Request

from barred.errors import UsageProblem
from barred.ledger.log import Span, entries_during, newest_entries, verify_log
from barred.web.answering.answers import edition_of, today
from barred.web.asked.kept import GatePart, LogPart, Nothing
from barred.web.gate_log import ACTION
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages
from barred.web.registry import Registry
from barred.web.views.log_pages import (
    GateAsked,
    GateLogView,
    LogPageView,
    ProofPageView,
    gate_log,
    log_page,
    proof_page,
)

__all__ = ["log_page_routes"]

_ENTRIES = 50
# A gate that is asked all the time writes 3,600 entries an hour.
_GATE_ENTRIES = 20_000
# Clocks of servers agree to within a lease; this is more.
_SLACK = timedelta(minutes=5)
_DAY, _HOUR = len("2026-01-31"), len("2026-01-31T08")


def log_page_routes(registry: Registry, pages: WorkPages) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
        pages: Sets pages.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, "/log", template="log.html", make=partial(_log, registry=registry))
    pages.add(routes, "/log/gate", template="gate_log.html", make=partial(_gate, registry=registry))
    pages.add(routes, "/log/proof", template="proof.html", make=partial(_proof, registry=registry))
    return routes


async def _log(request: Request, *, registry: Registry) -> LogPageView:
    asked = taken(LogPart, request)
    ask = partial(newest_entries, before=asked.before, most=_ENTRIES + 1, action=asked.action)
    return log_page(await registry.do(ask), action=asked.action, most=_ENTRIES, edition=edition_of(request))


async def _proof(request: Request, *, registry: Registry) -> ProofPageView:
    taken(Nothing, request)
    return proof_page(await registry.do(verify_log), edition=edition_of(request))


async def _gate(request: Request, *, registry: Registry) -> GateLogView:
    told = taken(GatePart, request)
    asked = GateAsked(told.day or today(), told.decision, told.device.strip(), told.waiver.strip())
    ask = partial(entries_during, span=_span(asked.day), action=ACTION, most=_GATE_ENTRIES + 1)
    entries = await registry.do(ask)
    head = await registry.do(partial(newest_entries, most=1))
    return gate_log(asked, entries, most=_GATE_ENTRIES, head=head, edition=edition_of(request))


def _span(day: str) -> Span:
    """Give the time that a day or an hour is, in UTC."""
    if len(day) not in {_DAY, _HOUR}:
        raise UsageProblem(f"{day!r} is no day and no hour", where="day", remedy="write 2026-01-31, or 2026-01-31T08")
    try:
        since = datetime.fromisoformat(day).replace(tzinfo=UTC)
        until = since + timedelta(hours=1 if len(day) == _HOUR else 24)
        return Span(*[one.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for one in (since, until, since - _SLACK, until + _SLACK)])
    except (ValueError, OverflowError) as trouble:
        raise UsageProblem(
            f"{day!r} is no day and no hour", where="day", remedy="write 2026-01-31, or 2026-01-31T08"
        ) from trouble
