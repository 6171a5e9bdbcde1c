"""`/access/v1/…`: the gate for programs that speak AuthZEN.

A question is `{"subject": …, "action": …, "resource": …, "context": …}`. The device is the subject (or the resource,
where the subject is a person or a service): its properties are `maker`, `brand`, `model` and `mac`, and where it has
none of them, the id of a `device` is its MAC address. `context.time` is the moment, now when it is left out.

What cannot be asked is told as 400, the only status that the standard has for it.

Source: OpenID AuthZEN Authorization API 1.0, sections 5 to 10; its certification scenario of 2026.
"""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import BarredError, UsageProblem
from barred.gate.admit import Admission, admission_data
from barred.gate.device import Device, read_device
from barred.web.answering.json import written
from barred.web.answering.problems import problem
from barred.web.asked.access import Asked, Batch, Decision, Decisions
from barred.web.asked.parameters import body_of, described_body, fitting
from barred.web.gatekeeper import Gatekeeper
from barred.web.root import root_of
from barred.web.routes.described import PROBLEMS

__all__ = ["access_routes"]

_PARTS = ("maker", "brand", "model", "mac")


def access_routes(gatekeeper: Gatekeeper) -> APIRouter:
    """Give the routes.

    Args:
        gatekeeper: Decides.
    """
    routes = APIRouter(tags=["gate"], responses=PROBLEMS)

    @routes.post(
        "/access/v1/evaluation",
        response_model=Decision,
        summary="Allow or deny one device (AuthZEN)",
        openapi_extra=described_body(Asked),
    )
    async def evaluation(request: Request) -> Response:
        return _evaluated(await body_of(Asked, request), gatekeeper, request)

    @routes.post(
        "/access/v1/evaluations",
        response_model=Decisions | Decision,
        summary="The same for several devices",
        openapi_extra=described_body(Batch),
    )
    async def evaluations(request: Request) -> Response:
        batch = await body_of(Batch, request)
        if not batch.evaluations:
            return _evaluated(fitting(batch.alone, "body"), gatekeeper, request)
        found: list[dict[str, Any]] = []
        for one in batch.evaluations:
            found.append(_of_batch(partial(batch.whole, one), gatekeeper, request))
            if _ends(found[-1]["decision"], batch.options.evaluations_semantic):
                break
        return _told({"evaluations": found})

    @routes.get("/.well-known/authzen-configuration", summary="Where the gate is", response_model=dict[str, str])
    async def configuration(request: Request) -> Response:
        root = root_of(request.headers.get("host", ""))
        told = {
            "policy_decision_point": root,
            "access_evaluation_endpoint": f"{root}/access/v1/evaluation",
            "access_evaluations_endpoint": f"{root}/access/v1/evaluations",
        }
        return Response(written(told), media_type="application/json")

    return routes


def _evaluated(asked: Asked, gatekeeper: Gatekeeper, request: Request) -> Response:
    decided = _decided(asked, gatekeeper, request)
    if decided.decision == "ask" and decided.is_failure:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, decided.reason)
    return _told(_data(decided))


def _told(told: Mapping[str, Any]) -> Response:
    return Response(written(told), media_type="application/json", headers={"Cache-Control": "no-store"})


def _decided(asked: Asked, gatekeeper: Gatekeeper, request: Request) -> Admission:
    moment = asked.context.get("time")
    if moment is not None and not isinstance(moment, str):
        raise UsageProblem(f"{moment!r} is not a moment", where="context.time", remedy="write 2026-03-01T00:00:00Z")
    return gatekeeper.decide(_device(asked), moment or "", request=request)


def _of_batch(make: Callable[[], Asked], gatekeeper: Gatekeeper, request: Request) -> dict[str, Any]:
    """Decide a question of a batch; one that cannot be asked does not spoil the others."""
    try:
        return _data(_decided(fitting(make, "evaluation"), gatekeeper, request))
    except BarredError as trouble:
        message = str(trouble)
    except RequestValidationError as trouble:
        message = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in trouble.errors())
    return {"decision": False, "context": {"error": {"status": HTTPStatus.BAD_REQUEST, "message": message}}}


def _data(decided: Admission) -> dict[str, Any]:
    told = admission_data(decided)
    reasons = {"reason_admin": {"en": decided.reason}, "reason_user": {"en": decided.reason}}
    return {"decision": decided.decision == "allow", "context": {**told, **reasons}}


def _device(asked: Asked) -> Device:
    for one in (asked.subject, asked.resource):
        told = {name: one.properties.get(name, "") for name in _PARTS}
        wrong = [name for name, value in told.items() if not isinstance(value, str)]
        if wrong:
            raise UsageProblem(f"{told[wrong[0]]!r} is no text", where=f"properties.{wrong[0]}")
        if one.type == "device" and one.id and not any(told.values()):
            told["mac"] = one.id
        if any(told.values()):
            return read_device(**told)
    remedy = "give the subject (or the resource) properties maker, brand, model or mac"
    raise UsageProblem("nothing is known of the device", where="subject.properties", remedy=remedy)


def _ends(decision: bool, semantic: str) -> bool:  # noqa: FBT001 - the field of the standard
    return semantic == ("permit_on_first_permit" if decision else "deny_on_first_deny")
