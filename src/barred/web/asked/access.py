"""Questions and answers of AuthZEN.

Source: OpenID AuthZEN Authorization API 1.0, sections 5 to 8.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Action", "Asked", "Batch", "Decision", "Decisions", "Entity", "Options"]

_MOST = 100
_EXAMPLE: dict[str, Any] = {
    "subject": {"type": "device", "id": "44:19:b6:12:34:56", "properties": {"brand": "Lorex", "model": "LNB8005"}},
    "action": {"name": "connect"},
    "resource": {"type": "network", "id": "cameras"},
    "context": {"time": "2026-03-01T00:00:00Z"},
}


class Entity(BaseModel):
    """A subject or resource."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(max_length=200)]
    id: Annotated[str, Field(max_length=500)] = ""
    properties: dict[str, Any] = {}


class Action(BaseModel):
    """What is to be done; the case is set by the operator, so the name is not read."""

    model_config = ConfigDict(extra="allow")

    name: Annotated[str, Field(max_length=200)]
    properties: dict[str, Any] = {}


class Asked(BaseModel):
    """One question; in a batch its parts may be left to the batch."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [_EXAMPLE]})

    subject: Entity | None = None
    action: Action | None = None
    resource: Entity | None = None
    context: dict[str, Any] = {}


class Options(BaseModel):
    """When a batch ends."""

    evaluations_semantic: Literal["execute_all", "deny_on_first_deny", "permit_on_first_permit"] = "execute_all"


class Batch(Asked):
    """Several questions; what they share stands beside them."""

    evaluations: Annotated[list[Asked], Field(max_length=_MOST)] = []
    options: Options = Options()


class Decision(BaseModel):
    """The answer: true only for allow; `context.decision` tells deny from ask."""

    decision: bool
    context: dict[str, Any] = {}


class Decisions(BaseModel):
    """The answers of a batch, in the order of its questions."""

    evaluations: list[Decision]
