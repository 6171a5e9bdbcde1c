"""`/v1/log`: what was done here, by whom, and the proof that nobody changed it."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from barred.ledger.log import read_log, verify_log
from barred.web.answering.answers import answered_anew
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS
from barred.web.views.kept import LogView, ProofView, log_view, proof_view

__all__ = ["log_routes"]

_MOST = 1000
_Action = Annotated[str, Query(max_length=40, description="only these, such as `gate.decide`")]


def log_routes(registry: Registry) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
    """
    routes = APIRouter(prefix="/v1/log", tags=["administration"], responses=PROBLEMS)

    @routes.get("", response_model=LogView, summary="The entries of the log in order")
    async def listed(
        *,
        after: Annotated[int, Query(ge=0, le=2**31)] = 0,
        most: Annotated[int, Query(ge=1, le=_MOST)] = 100,
        action: _Action = "",
    ) -> Response:
        actions = [action] if action else []
        return answered_anew(
            log_view(await registry.do(partial(read_log, after=after, most=most + 1, actions=actions)), most=most)
        )

    @routes.get("/verify", response_model=ProofView, summary="Walk along the chain and prove it")
    async def verify(head: Annotated[str, Query(max_length=64, description="a digest noted earlier")] = "") -> Response:
        return answered_anew(proof_view(await registry.do(partial(verify_log, head=head))))

    return routes
