"""Questions and answers of AuthZEN.

Source: OpenID AuthZEN Authorization API 1.0, sections 5 to 8.
"""

from collections.abc import Mapping
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
_EXAMPLES: dict[str, Any] = {
    "action": {"name": "connect"},
    "resource": {"type": "network", "id": "cameras"},
    "evaluations": [
        {"subject": {"type": "device", "id": "1", "properties": {"brand": "Lorex", "model": "LNB8005"}}},
        {"subject": {"type": "device", "id": "2", "properties": {"brand": "Axis"}}},
    ],
    "options": {"evaluations_semantic": "execute_all"},
}
# What a part of a question cannot be without.
_NEEDED = {"subject": ("type", "id"), "action": ("name",), "resource": ("type", "id"), "context": ()}


class Entity(BaseModel):
    """A subject or resource."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(max_length=200)]
    id: Annotated[str, Field(max_length=500)]
    properties: dict[str, Any] = {}


class Action(BaseModel):
    """What is to be done; the case is set by the operator, so the name is not read."""

    model_config = ConfigDict(extra="allow")

    name: Annotated[str, Field(max_length=200)]
    properties: dict[str, Any] = {}


class Asked(BaseModel):
    """One question."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [_EXAMPLE]})

    subject: Entity
    action: Action
    resource: Entity
    context: dict[str, Any] = {}


class Options(BaseModel):
    """When a batch ends."""

    evaluations_semantic: Literal["execute_all", "deny_on_first_deny", "permit_on_first_permit"] = "execute_all"


class Batch(BaseModel):
    """Several questions, each as one alone; what they share stands beside them. Without any it is one question."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [_EXAMPLES]})

    subject: dict[str, Any] | None = None
    action: dict[str, Any] | None = None
    resource: dict[str, Any] | None = None
    context: dict[str, Any] | None = None
    evaluations: Annotated[list[dict[str, Any]] | None, Field(max_length=_MOST)] = None
    options: Options = Options()

    def whole(self, one: Mapping[str, Any]) -> Asked:
        """Give a question of the batch with what it leaves to the batch.

        A part that it has goes before that of the batch as a whole; only the type, id or name is filled in.

        Raises:
            ValidationError: Something is missing or wrong.
        """
        told = {name: value for name, value in one.items() if value is not None}
        for name, needed in _NEEDED.items():
            shared = getattr(self, name)
            if shared is not None and name not in told:
                told[name] = shared
            elif shared is not None and isinstance(told[name], dict):
                told[name] = {**{part: shared[part] for part in needed if part in shared}, **told[name]}
        return Asked.model_validate(told)

    def alone(self) -> Asked:
        """Give the one question that it is without any in its list.

        Raises:
            ValidationError: Something is missing or wrong.
        """
        return self.whole({})


class Decision(BaseModel):
    """The answer: true only for allow; `context.decision` tells deny from ask."""

    decision: bool
    context: dict[str, Any] = {}


class Decisions(BaseModel):
    """The answers of a batch, in the order of its questions."""

    evaluations: list[Decision]
