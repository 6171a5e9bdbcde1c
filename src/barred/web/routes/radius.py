"""`/radius/…`: the gate for FreeRADIUS, asked by its module `rlm_rest`.

The module turns statuses into its own codes. When it authorises, 204 is *ok*, 401 *reject* (with the attributes of the
body) and 404 *notfound*; after the authentication 204 is *ok*, 200 *updated*, and every 4xx *invalid*, which rejects.
5xx is *fail* in both. So allow is 204 and deny 401; ask is 404, and in `post-auth` 200, for the configuration to act
on; and when no verdict can be given, ask is 503, so that the operator's rules for failures hold.

Source: the comments of `mods-available/rest` in FreeRADIUS 3.2; what 3.2.1 did in a test.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.gate.admit import Admission
from barred.gate.device import Device, read_device
from barred.web.asked.case import Word
from barred.web.asked.parameters import described_query, query_of
from barred.web.gatekeeper import Gatekeeper
from barred.web.json import written
from barred.web.problems import problem
from barred.web.routes.described import PROBLEMS

__all__ = ["radius_routes"]

# RFC 2865, section 5: no attribute is longer.
_LONGEST = 253
_STATUSES = {"allow": HTTPStatus.NO_CONTENT, "deny": HTTPStatus.UNAUTHORIZED}
_ASKING = {"authorize": HTTPStatus.NOT_FOUND, "post-auth": HTTPStatus.OK}
# Where a switch writes the address of what was plugged in; the name only when it is that address.
_ADDRESSES = ("calling-station-id", "user-name")
_WORDS = {"barred-maker": "maker", "barred-brand": "brand", "barred-model": "model"}
_BODY: dict[str, Any] = {
    "requestBody": {
        "description": "The attributes, as the module writes them with `body = 'json'` or `body = 'post'`.",
        "required": False,
        "content": {
            "application/json": {
                "schema": {"type": "object"},
                "example": {"Calling-Station-Id": {"type": "string", "value": ["44-19-B6-12-34-56"]}},
            },
            "application/x-www-form-urlencoded": {"schema": {"type": "object"}},
        },
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "Ask, after the authentication; the body holds the attributes of the reply"},
    204: {"description": "Allow"},
    401: {"description": "Deny; the body holds the attributes of the reply"},
    404: {"description": "Ask, in authorize: not recognised, or what is not known would decide"},
}


class _Known(BaseModel):
    """What the address of the request says of the device; it goes before the attributes."""

    model_config = ConfigDict(extra="forbid")

    maker: Word = ""
    brand: Word = ""
    model: Word = ""
    mac: Word = ""


def radius_routes(gatekeeper: Gatekeeper) -> APIRouter:
    """Give the routes.

    Args:
        gatekeeper: Decides.
    """
    routes = APIRouter(prefix="/radius", tags=["gate"], responses=_ANSWERS)

    async def decide(request: Request) -> Response:
        known = query_of(_Known, request)
        attributes = _attributes(await request.body(), request.headers.get("content-type", ""))
        decided = gatekeeper.decide(_device(known, attributes), "", request=request)
        return _answer(decided, asking=_ASKING[request.scope["path"].rpartition("/")[2]])

    for section in _ASKING:
        routes.add_api_route(
            f"/{section}",
            decide,
            methods=["POST"],
            name=f"radius_{section.replace('-', '_')}",
            summary=f"Allow, deny or ask about a device, in the section {section}",
            status_code=HTTPStatus.NO_CONTENT,
            openapi_extra={**_BODY, **described_query(_Known)},
        )
    return routes


def _answer(decided: Admission, *, asking: HTTPStatus) -> Response:
    if decided.decision == "ask" and decided.verdict is None:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, decided.reason)
    status = _STATUSES.get(decided.decision, asking)
    if status is HTTPStatus.NO_CONTENT:
        return Response(None, status)
    message = decided.reason.encode()[:_LONGEST].decode(errors="ignore")
    told = {"reply:Reply-Message": {"type": "string", "op": ":=", "value": [message]}}
    return Response(written(told), status, {"Cache-Control": "no-store"}, "application/json")


def _device(known: _Known, attributes: Mapping[str, str]) -> Device:
    told = {name: attributes.get(attribute, "") for attribute, name in _WORDS.items()}
    told |= {name: value for name, value in known if value}
    if not told.get("mac"):
        told["mac"] = attributes.get(_ADDRESSES[0], "") or _address(attributes.get(_ADDRESSES[1], ""))
    return read_device(**told)


def _address(name: str) -> str:
    """Give the name of a user when it is an address, as a device without a login has it."""
    try:
        return read_device(mac=name).mac
    except UsageProblem:
        return ""


def _attributes(body: bytes, media_type: str) -> dict[str, str]:
    """Read the attributes of a request, by name in small letters; of several values the first."""
    if not body:
        return {}
    try:
        if media_type.startswith("application/x-www-form-urlencoded"):
            form = parse_qs(body.decode(), strict_parsing=True, max_num_fields=500)
            return {name.lower(): values[0] for name, values in form.items()}
        told = json.loads(body)
    except (ValueError, RecursionError) as trouble:
        remedy = "set body = 'json' or body = 'post' in the module"
        raise UsageProblem("the body is neither JSON nor a form", where="body", remedy=remedy) from trouble
    if not isinstance(told, dict):
        raise UsageProblem("the body holds no attributes", where="body", remedy="set body = 'json' in the module")
    return {str(name).lower(): _value(value) for name, value in told.items()}


def _value(told: object) -> str:
    value = told.get("value", "") if isinstance(told, dict) else told
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""
