"""The server of the protocol: it translates messages into calls and answers or trouble into messages."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import anyio
from anyio.to_thread import run_sync
from mcp import MCPError, types
from mcp.server import Server, ServerRequestContext

from barred import __version__
from barred.errors import BarredError
from barred.mcp.answers import Answers
from barred.mcp.resources import MEDIA_TYPE, Resources, named_by
from barred.mcp.tools import Tools

__all__ = ["make_server"]

_INSTRUCTIONS = (
    "barred answers one question about a company, brand, model number or text: is this barred, for whom, since when, "
    "and who says so? It holds a directory of restrictions, each dated and pointing to its source, and judges a case "
    "by it. An answer is evidence for a person to weigh and no legal advice. `unidentified` is never clear, "
    "unpublished bans exist, and a proposal is no ban: never say that something is allowed or safe on the strength "
    "of an answer. Give the sources of what you repeat, and the day on which the directory was last checked."
)
_Context = ServerRequestContext[Any]
_Paged = types.PaginatedRequestParams | None
_Given = TypeVar("_Given")


class _Handlers:
    """Handles requests; the work is done beside the loop, one piece at a time, so that it still hears the client."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._tools = Tools(answers)
        self._resources = Resources(answers.snapshot)
        self._turn = anyio.CapacityLimiter(1)

    async def list_tools(self, _: _Context, __: _Paged) -> types.ListToolsResult:
        return types.ListToolsResult(tools=self._tools.described())

    async def call_tool(self, _: _Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        if asked.name not in self._tools:
            raise MCPError(types.INVALID_PARAMS, f"no tool is called {asked.name!r}")
        try:
            told = await self._worked(partial(self._tools.call, asked.name, asked.arguments or {}))
        except BarredError as trouble:
            return _result(_trouble(trouble), is_error=True)
        return _result(told)

    async def list_resources(self, _: _Context, asked: _Paged) -> types.ListResourcesResult:
        cursor = asked.cursor if asked else None
        some, following = await self._worked(partial(self._resources.page, cursor))
        return types.ListResourcesResult(resources=some, next_cursor=following)

    async def list_resource_templates(self, _: _Context, __: _Paged) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=self._resources.templates())

    async def read_resource(self, _: _Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        try:
            kind, key = named_by(asked.uri)
            told = await self._worked(partial(self._answers.record, kind, key))
        except BarredError as trouble:
            raise MCPError(types.INVALID_PARAMS, str(trouble), {"uri": asked.uri, **_trouble(trouble)}) from trouble
        text = types.TextResourceContents(uri=asked.uri, mime_type=MEDIA_TYPE, text=_json(told))
        return types.ReadResourceResult(contents=[text])

    async def _worked(self, work: Callable[[], _Given]) -> _Given:
        return await run_sync(work, limiter=self._turn)


def make_server(answers: Answers) -> Server[Any]:
    """Make the server that hands questions to the answers."""
    handlers = _Handlers(answers)
    server: Server[Any] = Server(
        "barred",
        version=__version__,
        title="barred",
        instructions=_INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_resource_templates,
        on_read_resource=handlers.read_resource,
    )
    # The kit would tell a tracer what clients ask, where one is installed.
    server.middleware.clear()
    return server


def _result(told: dict[str, Any], *, is_error: bool = False) -> types.CallToolResult:
    """Give data in both forms: clients that know no structured content read the text."""
    text = types.TextContent(type="text", text=_json(told))
    return types.CallToolResult(content=[text], structured_content=told, is_error=is_error)


def _trouble(trouble: BarredError) -> dict[str, Any]:
    # Options of the command line are called like the arguments, but for their dashes.
    return {"what": trouble.what, "where": trouble.where.removeprefix("--") or None, "remedy": trouble.remedy or None}


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
