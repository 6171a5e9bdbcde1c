"""Parameters of the addresses that are asked most, read at once instead of one by one.

The framework looks at each parameter of a class by itself, which for the twenty of a look-up takes as long as the
look-up. Here the class reads the whole query; its description and its errors are the same.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, get_origin

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request

__all__ = ["described", "read"]

Asked = TypeVar("Asked", bound=BaseModel)


def read(kind: type[Asked]) -> Callable[[Request], Awaitable[Asked]]:
    """Give what makes an instance of a class of parameters from a request.

    Args:
        kind: The class; a field that is a list takes a parameter that comes several times, others its last value.
    """
    fields = kind.model_fields
    lists = {one.alias or name for name, one in fields.items() if get_origin(one.annotation) is list}

    async def from_request(request: Request) -> Asked:
        told: dict[str, Any] = {}
        for name, value in request.query_params.multi_items():
            if name in lists:
                told.setdefault(name, []).append(value)
            else:
                told[name] = value
        try:
            return kind.model_validate(told)
        except ValidationError as trouble:
            errors = [{**one, "loc": ("query", *one["loc"])} for one in trouble.errors(include_url=False)]
            raise RequestValidationError(errors) from trouble

    return from_request


def described(kind: type[BaseModel]) -> dict[str, Any]:
    """Give the description of the parameters of a class, as the framework gives it for the others."""
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
