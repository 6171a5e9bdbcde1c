"""`/healthz`, `/readyz`, `/metrics`: for whoever runs the server."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred import __version__
from barred.web.answering.answers import edition_of
from barred.web.answering.json import written
from barred.web.meters import METRICS_TYPE, Meters
from barred.web.routes.described import PROBLEMS, texts

__all__ = ["operation_routes"]

_HEALTHY = b'{"status":"ok"}'


def operation_routes(meters: Meters) -> APIRouter:
    """Give the routes.

    Args:
        meters: What was counted.
    """
    routes = APIRouter(tags=["operation"])

    @routes.get("/healthz", summary="The process answers", response_model=dict[str, str])
    async def healthz() -> Response:
        return Response(_HEALTHY, media_type="application/json", headers={"Cache-Control": "no-store"})

    @routes.get(
        "/readyz", summary="The snapshot answers", response_model=dict[str, str], responses={503: PROBLEMS[503]}
    )
    async def readyz(request: Request) -> Response:
        snapshot = edition_of(request).snapshot
        # A look into the file: a snapshot that was damaged since it was opened is told as 503.
        snapshot.has_organisation("")
        told = {"status": "ready", "snapshot": snapshot.digest, "checked": snapshot.checked, "version": __version__}
        return Response(written(told), media_type="application/json", headers={"Cache-Control": "no-store"})

    @routes.get(
        "/metrics",
        summary="Meters, for Prometheus",
        response_class=Response,
        responses=texts([METRICS_TYPE], "Counters, a line each"),
    )
    async def metrics() -> Response:
        return Response(meters.text(), media_type=METRICS_TYPE, headers={"Cache-Control": "no-store"})

    return routes
