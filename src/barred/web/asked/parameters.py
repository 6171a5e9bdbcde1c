"""What clients send, read by a class at once; and how the description tells of it.

The framework looks at each parameter by itself and finds every route by trying, which together take longer than the
answer where much is asked. The routes that are asked most take nothing but the request, and read it here: the errors
and the description are those of the others.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any, TypeVar, get_origin

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.requests import Request

__all__ = ["body_of", "body_schemas", "described_body", "described_query", "fitting", "known_parameters", "query_of"]

_REFERENCE = "#/components/schemas/{model}"

# Whoever watches a server or asks at its gate may add what another needs.
_TOLERANT = frozenset({"operation", "gate", "reconciliation"})

Asked = TypeVar("Asked", bound=BaseModel)
Made = TypeVar("Made")


async def known_parameters(request: Request) -> None:
    """Look whether a route takes what stands in the address: nothing else, and once what it takes once.

    Raises:
        RequestValidationError: It does not.
    """
    route = request.scope.get("route")
    if not request.scope["query_string"] or not isinstance(route, APIRoute) or not route.include_in_schema:
        return
    takes = _taken(route)
    names = [name for name, _ in request.query_params.multi_items()]
    _once(names, lists={name for name, is_list in takes.items() if is_list})
    unknown = [name for name in dict.fromkeys(names) if name not in takes]
    if unknown and _TOLERANT.isdisjoint(route.tags):
        raise RequestValidationError(
            [_fault("extra_forbidden", name, "there is no such parameter") for name in unknown]
        )


def query_of(kind: type[Asked], request: Request) -> Asked:
    """Read the parameters of a request; a field that is a list takes all values of its name, others one.

    Raises:
        RequestValidationError: They do not fit the class, or come twice.
    """
    told: dict[str, Any] = {}
    lists = _lists(kind)
    pairs = request.query_params.multi_items()
    _once((name for name, _ in pairs), lists=lists)
    for name, value in pairs:
        if name in lists:
            told.setdefault(name, []).append(value)
        else:
            told[name] = value
    return fitting(lambda: kind.model_validate(told), "query")


async def body_of(kind: type[Asked], request: Request) -> Asked:
    """Read the JSON in the body of a request.

    Raises:
        HTTPException: It is said to be something else, or is no JSON.
        RequestValidationError: It does not fit the class.
    """
    if "json" not in request.headers.get("content-type", ""):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError as trouble:
        first = trouble.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise HTTPException(HTTPStatus.BAD_REQUEST, f"body: {first['msg']}") from trouble
        raise _invalid(trouble, "body") from trouble


def fitting(make: Callable[[], Made], place: str) -> Made:
    """Make something of what a client sent.

    Args:
        make: Makes it by a class.
        place: Where it stood, for whoever is told what is wrong.

    Raises:
        RequestValidationError: It does not fit the class.
    """
    try:
        return make()
    except ValidationError as trouble:
        raise _invalid(trouble, place) from trouble


def described_query(kind: type[BaseModel]) -> dict[str, Any]:
    """Describe the parameters of a class, as the framework does for the others."""
    schema = kind.model_json_schema(by_alias=True)
    required = schema.get("required", ())
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": name in required,
                "schema": {key: value for key, value in told.items() if key != "description"},
                **({"description": told["description"]} if "description" in told else {}),
            }
            for name, told in schema["properties"].items()
        ]
    }


def described_body(kind: type[BaseModel]) -> dict[str, Any]:
    """Describe the body that a class reads; `body_schemas` gives what is referred to."""
    content = {"application/json": {"schema": {"$ref": _REFERENCE.format(model=kind.__name__)}}}
    return {"requestBody": {"required": True, "content": content}}


def body_schemas(kinds: Sequence[type[BaseModel]]) -> dict[str, Any]:
    """Give the schemas of some classes and of the classes inside them, by name."""
    _, told = models_json_schema([(kind, "validation") for kind in kinds], ref_template=_REFERENCE)
    schemas: dict[str, Any] = told["$defs"]
    return schemas


def _taken(route: APIRoute) -> dict[str, bool]:
    """Give the parameters that a route takes, and whether each may come several times."""
    told = (route.openapi_extra or {}).get("parameters", ())
    found = {one["name"]: one["schema"].get("type") == "array" for one in told if one["in"] == "query"}
    for one in route.dependant.query_params:
        kind = one.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            lists = _lists(kind)
            found |= {field.alias or name: (field.alias or name) in lists for name, field in kind.model_fields.items()}
        else:
            found[one.alias] = get_origin(kind) is list
    return found


def _once(names: Iterable[str], *, lists: Container[str]) -> None:
    counts = Counter(name for name in names if name not in lists)
    doubled = [_fault("doubled", name, f"given {count} times") for name, count in counts.items() if count > 1]
    if doubled:
        raise RequestValidationError(doubled)


def _fault(kind: str, name: str, told: str) -> dict[str, Any]:
    return {"type": kind, "loc": ("query", name), "msg": told}


@cache
def _lists(kind: type[BaseModel]) -> frozenset[str]:
    return frozenset(one.alias or name for name, one in kind.model_fields.items() if get_origin(one.annotation) is list)


def _invalid(trouble: ValidationError, place: str) -> RequestValidationError:
    errors = [{**one, "loc": (place, *one["loc"])} for one in trouble.errors(include_url=False)]
    return RequestValidationError(errors)
