"""The tools: what each is for, what it takes and gives."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mcp import types
from pydantic import ValidationError

from barred.errors import UsageProblem
from barred.mcp.answered import answered
from barred.mcp.answers import Answers
from barred.mcp.asked import Asked, CheckTextAsked, ListAsked, LookupAsked, ShowAsked, TimelineAsked, TraceAsked

__all__ = ["Tools"]

_LONGEST_TOLD = 60
_NOTICE = (
    "Evidence for a person to weigh, not legal advice. Unpublished bans exist, and finding nothing is no proof that "
    "nothing applies. Unidentified is never clear. Hand the notice and the citations on with the answer."
)
_CASE = (
    "Say who asks, what they would do, where and on which day as far as it is known; a part that is missing and would "
    "decide the matter makes the outcome `depends`, and `questions` names it: ask the person, do not guess."
)


class _Kind(NamedTuple):
    """A tool: its title, what it is for, and the class of its arguments."""

    title: str
    told: str
    asked: type[Asked]


_KINDS: Mapping[str, _Kind] = {
    "lookup": _Kind(
        "Is this barred?",
        "Judge a company, brand, model number or line of a quote: is it barred, for whom, since when, and who says so? "
        f"Gives a verdict for each text, with candidates, links, restrictions, reasons and citations. {_CASE}",
        LookupAsked,
    ),
    "check_text": _Kind(
        "Whom does this text name?",
        "Read a whole text (contract, tender, mail, page, list) and judge it: which recorded organisations it names, "
        "at which signs, what holds for each alone, and the verdict on all of them with citations. Identification "
        f"finds recorded names only: what it does not name may still be barred. {_CASE}",
        CheckTextAsked,
    ),
    "trace": _Kind(
        "Who is behind it?",
        "Give the owners, makers and parents behind a company, brand or model number: every recorded link with its "
        "dates and sources, and which of them hold on the day. `is_recognised` false means not known, never harmless.",
        TraceAsked,
    ),
    "show": _Kind(
        "Show a record",
        "Give a record whole, by id: restriction, organisation, statement, figure, product, event, source or "
        "vocabulary, with its citations, and how a restriction stands on the day.",
        ShowAsked,
    ),
    "timeline": _Kind(
        "What happened, in order?",
        "Give dated steps of restrictions, statements and events in order, narrowed by the columns date, kind, what, "
        "id, actor, place, about, title, action and coarse. A step that is announced is not in force.",
        TimelineAsked,
    ),
    "list": _Kind(
        "List records",
        "List the records of a kind, narrowed by columns: to find ids, and the terms that a case is told in (kind "
        "`term` with the filter vocabulary=party, conduct, place, site, purpose or circumstance). Where an error names "
        "`barred list`, this tool is meant.",
        ListAsked,
    ),
}


class Tools:
    """The tools over one snapshot.

    Args:
        answers: Answers the questions.
    """

    def __init__(self, answers: Answers) -> None:
        self._calls: Mapping[str, Callable[[Any], dict[str, Any]]] = {
            "lookup": answers.lookup,
            "check_text": answers.check_text,
            "trace": answers.trace,
            "show": answers.show,
            "timeline": answers.timeline,
            "list": answers.list,
        }

    def __contains__(self, name: object) -> bool:
        return name in self._calls

    def described(self) -> list[types.Tool]:
        """Describe every tool, with the schemas of what it takes and gives."""
        schemas = answered()
        return [
            types.Tool(
                name=name,
                title=kind.title,
                description=f"{kind.told} {_NOTICE}",
                input_schema=kind.asked.model_json_schema(),
                output_schema=schemas[name],
                annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
            )
            for name, kind in _KINDS.items()
        ]

    def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a question.

        Raises:
            BarredError: The question cannot be asked or answered; it says why and what to do.
        """
        return self._calls[name](_asked(_KINDS[name].asked, arguments))


def _short(fault: Mapping[str, object]) -> str:
    """Tell what was given; of something missing or long only what it is."""
    given = repr(fault["input"])
    if fault["type"] == "missing":
        return "left out"
    return given if len(given) <= _LONGEST_TOLD else f"{given[:_LONGEST_TOLD]}… ({len(given)} signs)"


def _asked(kind: type[Asked], arguments: Mapping[str, Any]) -> Asked:
    try:
        return kind.model_validate(dict(arguments))
    except ValidationError as trouble:
        faults = trouble.errors(include_url=False, include_context=False)
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}, not {_short(one)}" for one in faults)
        remedy = f"the arguments are {', '.join(kind.model_fields)}"
        raise UsageProblem(told, where="arguments", remedy=remedy) from None
