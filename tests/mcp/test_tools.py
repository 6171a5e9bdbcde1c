"""What clients are told of the tools, and what happens when they ask wrongly."""

from typing import Any

import jsonschema_rs
import pytest
from mcp import MCPError

from tests.mcp.conftest import Talk


def test_every_tool_is_described(talk: Talk) -> None:
    """Each states the notice, takes both clocks, changes nothing, and has schemas that are schemas."""
    tools = talk.portal.call(talk.client.list_tools).tools

    assert {one.name for one in tools} == {"lookup", "check_text", "trace", "show", "timeline", "list"}
    for one in tools:
        for words in ("not legal advice", "Unpublished bans exist", "Unidentified is never clear"):
            assert words in (one.description or "")
        assert {"on", "known"} <= set(one.input_schema["properties"])
        assert all("description" in told for told in one.input_schema["properties"].values())
        assert one.input_schema["additionalProperties"] is False
        assert one.annotations is not None
        assert one.annotations.read_only_hint
        jsonschema_rs.meta.validate(one.input_schema)
        jsonschema_rs.meta.validate(one.output_schema or False)


def test_the_schema_of_a_verdict_is_the_published_one(talk: Talk) -> None:
    """It refuses what is no verdict."""
    told = talk.ask("lookup", {"texts": ["Dahua"]})
    [tool] = [one for one in talk.portal.call(talk.client.list_tools).tools if one.name == "lookup"]
    checker = jsonschema_rs.validator_for(tool.output_schema or False)

    checker.validate(told)

    broken = {**told, "verdicts": [{**told["verdicts"][0], "outcome": "fine"}]}
    assert not checker.is_valid(broken)


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("lookup", {}, ("texts", "left out", "the arguments are")),
        ("lookup", {"texts": []}, ("texts", "at least 1")),
        ("lookup", {"texts": ["x"] * 11}, ("texts", "at most 10")),
        ("lookup", {"texts": ["  "]}, ("texts.0", "at least 1")),
        ("lookup", {"texts": ["x" * 2_001]}, ("texts.0", "at most 2000", "signs)")),
        ("lookup", {"texts": "Dahua"}, ("texts", "valid list", "'Dahua'")),
        ("lookup", {"texts": ["Dahua"], "when": "2021"}, ("when", "not permitted")),
        ("lookup", {"texts": ["Dahua"], "on": 2021}, ("on", "valid string", "not 2021")),
        ("lookup", {"texts": ["Dahua"], "on": "2021-02-30"}, ("28 days",)),
        ("lookup", {"texts": ["Dahua"], "known": "soon"}, ("'soon' is not a date", "write 2019")),
        ("lookup", {"texts": ["Dahua"], "asker": "us/federal/executive-agncy"}, ("did you mean",)),
        ("lookup", {"texts": ["Dahua"], "most_rejected": -1}, ("most_rejected", "greater than or equal to 0")),
        ("check_text", {"text": " \n "}, ("text",)),
        ("check_text", {"text": "x" * 200_001}, ("text", "at most 200000")),
        ("trace", {"texts": ["Dahua"], "on": "2021-13"}, ("not a date",)),
        ("show", {"id": "no-such-record"}, ("no record has the id",)),
        ("timeline", {"filters": {"colour": "red"}}, ("no column 'colour'", "filter by")),
        ("timeline", {"filters": {"place": "atlantis"}}, ("not a known place",)),
        ("timeline", {"limit": 201}, ("limit", "less than or equal to 200")),
        ("list", {"kind": "cameras"}, ("no kind of record", "use one of")),
    ],
)  # fmt: skip
def test_a_wrong_question_is_an_error_of_the_tool(
    talk: Talk, name: str, arguments: dict[str, Any], words: tuple[str, ...]
) -> None:
    """What was given, where and what to do, in a form that the assistant reads; the conversation goes on."""
    result = talk.call(name, arguments)

    assert result.is_error
    assert set(result.structured_content) == {"what", "where", "remedy"}
    told = " ".join(filter(None, result.structured_content.values()))
    assert all(one in told for one in words), told
    assert len(told) < 1_000
    assert not (result.structured_content["where"] or "").startswith("-")
    assert talk.ask("show", {"id": "dahua"})["records"]


def test_an_unknown_tool_is_an_error_of_the_protocol(talk: Talk) -> None:
    """It is no question that a tool could answer."""
    with pytest.raises(MCPError, match="no tool is called 'allow'"):
        talk.call("allow", {})
