"""What clients send, read by a class at once; and how the description tells of it.

The framework looks at each parameter by itself and finds every route by trying, which together take longer than the
answer where much is asked. The routes that are asked most take nothing but the request, and read it here: the errors
and the description are those of the others.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, TypeVar, get_origin

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.requests import Request

__all__ = ["body_of", "body_schemas", "described_body", "described_query", "query_of"]

_REFERENCE = "#/components/schemas/{model}"

Asked = TypeVar("Asked", bound=BaseModel)


def query_of(kind: type[Asked], request: Request) -> Asked:
    """Read the parameters of a request; a field that is a list takes all values of its name, others the last.

    Raises:
        RequestValidationError: They do not fit the class.
    """
    told: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        told.setdefault(name, []).append(value)
    for name, values in told.items():
        if name not in _lists(kind):
            told[name] = values[-1]
    try:
        return kind.model_validate(told)
    except ValidationError as trouble:
        raise _invalid(trouble, "query") from trouble


async def body_of(kind: type[Asked], request: Request) -> Asked:
    """Read the JSON in the body of a request.

    Raises:
        HTTPException: It is said to be something else.
        RequestValidationError: It is no JSON, or does not fit the class.
    """
    if "json" not in request.headers.get("content-type", ""):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError as trouble:
        raise _invalid(trouble, "body") from trouble


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


def _lists(kind: type[BaseModel]) -> set[str]:
    return {one.alias or name for name, one in kind.model_fields.items() if get_origin(one.annotation) is list}


def _invalid(trouble: ValidationError, place: str) -> RequestValidationError:
    errors = [{**one, "loc": (place, *one["loc"])} for one in trouble.errors(include_url=False)]
    return RequestValidationError(errors)
