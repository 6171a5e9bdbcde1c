"""`/radius/…`: the gate for FreeRADIUS, asked by its module `rlm_rest`.

The module turns statuses into its own codes. When it authorises, 204 is *ok*, 401 *reject* (with the attributes of the
body) and 404 *notfound*; after the authentication 204 is *ok*, 200 *updated*, and every 4xx *invalid*, which rejects.
5xx is *fail* in both. So allow is 204 and deny 401; ask is 404, and in `post-auth` 200, for the configuration to act
on; and when no verdict can be given, ask is 503, so that the operator's rules for failures hold.

A switch sends what it has: no address, one of another kind, a garbled one. A 4xx for that would reject every such
device behind the back of the operator, so it is decided as one that is not recognised.

Source: the comments of `mods-available/rest` in FreeRADIUS 3.2; what 3.2.1 did in a test.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.gate.admit import Admission
from barred.gate.device import read_device
from barred.web.answering.json import written
from barred.web.answering.problems import problem
from barred.web.asked.case import Word
from barred.web.asked.parameters import described_query, query_of
from barred.web.gatekeeper import Gatekeeper
from barred.web.routes.described import PROBLEMS

__all__ = ["radius_routes"]

# RFC 2865, section 5: no attribute is longer.
_LONGEST = 253
_STATUSES = {"allow": HTTPStatus.NO_CONTENT, "deny": HTTPStatus.UNAUTHORIZED}
_ASKING = {"authorize": HTTPStatus.NOT_FOUND, "post-auth": HTTPStatus.OK}
# Half a character or a thousand brackets are no JSON to this reader, unlike that of the standard library.
_JSON = TypeAdapter(dict[str, Any])
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
        decided = _decided(_told(known, attributes), gatekeeper, request)
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
    if decided.decision == "ask" and decided.is_failure:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, decided.reason)
    status = _STATUSES.get(decided.decision, asking)
    if status is HTTPStatus.NO_CONTENT:
        return Response(None, status)
    message = decided.reason.encode()[:_LONGEST].decode(errors="ignore")
    told = {"reply:Reply-Message": {"type": "string", "op": ":=", "value": [message]}}
    return Response(written(told), status, {"Cache-Control": "no-store"}, "application/json")


def _decided(told: Mapping[str, str], gatekeeper: Gatekeeper, request: Request) -> Admission:
    """Decide by what is known; an address that is none is as if it had not been told."""
    named = {name: text for name, text in told.items() if name != "mac" and text.strip()}
    address, why = "", "nothing is known of the device"
    if told["mac"].strip():
        try:
            address = read_device(mac=told["mac"]).mac
        except UsageProblem as trouble:
            why = trouble.what
    if not named and not address:
        return gatekeeper.pass_by(why, request=request)
    return gatekeeper.decide(read_device(**named, mac=address), "", request=request)


def _told(known: _Known, attributes: Mapping[str, str]) -> dict[str, str]:
    """Say what is known of a device: the address of the request goes before the attributes.

    Raises:
        UsageProblem: There is nothing at all, so the module is not set up to send it.
    """
    told = {name: attributes.get(attribute, "") for attribute, name in _WORDS.items()}
    told |= {name: value for name, value in known if value}
    if not attributes and not any(told.values()):
        raise UsageProblem("the body holds no attributes", where="body", remedy="set body = 'json' in the module")
    if not told.get("mac"):
        station, name = (attributes.get(one, "") for one in _ADDRESSES)
        # The name of a user only when it is an address, as a device without a login has it.
        told["mac"] = station or (name if _is_address(name) else "")
    return told


def _is_address(name: str) -> bool:
    try:
        return bool(read_device(mac=name).mac)
    except UsageProblem:
        return False


def _attributes(body: bytes, media_type: str) -> dict[str, str]:
    """Read the attributes of a request, by name in small letters; of several values the first."""
    if not body:
        return {}
    try:
        if media_type.startswith("application/x-www-form-urlencoded"):
            form = parse_qs(body.decode(), strict_parsing=True, max_num_fields=500)
            return {name.lower(): values[0] for name, values in form.items()}
        told = _JSON.validate_json(body)
    except ValueError as trouble:
        remedy = "set body = 'json' or body = 'post' in the module"
        raise UsageProblem("the body is neither JSON nor a form", where="body", remedy=remedy) from trouble
    return {name.lower(): _value(value) for name, value in told.items()}


def _value(told: object) -> str:
    value = told.get("value", "") if isinstance(told, dict) else told
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""
