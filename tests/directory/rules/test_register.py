"""The register of rules, and that no rule falls over what a file may hold."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from barred.directory.check import check, codes
from barred.directory.read import RecordFile, Stack, read_directories
from barred.directory.records import tables
from barred.directory.rules.register import RULES, Fault, rule
from barred.directory.schema import KINDS
from tests.directory.generated import records

ODD = st.sampled_from(
    [0, -1, True, "", "x", 1.5, [], {}, [1], [""], ["x", "x"], [{}], {"x": 1}, {"id": "x", "title": "x"}]
)


@pytest.fixture(scope="module")
def stack(root: Path) -> Stack:
    """The small directory, read once."""
    return read_directories([root])


@pytest.fixture(scope="module")
def small(stack: Stack) -> Stack:
    """The small directory with those lists alone that rules look into, for many checks."""
    lists = {("vocabulary", name) for name in ("action", "link-type", "stage")}
    return replace(
        stack, records={key: file for key, file in stack.records.items() if key[0] != "vocabulary" or key in lists}
    )


def laid(stack: Stack, kind: str, data: dict[str, Any]) -> Stack:
    """Lay a record over a directory in memory."""
    text = tomli_w.dumps(data)
    file = RecordFile(kind, Path("case.toml"), "case/case.toml", text, tomllib.loads(text))
    return replace(stack, records={**stack.records, (kind, file.id): file})


def test_a_code_is_given_once() -> None:
    """Two rules cannot share a code."""
    assert len(RULES) > 25

    with pytest.raises(ValueError, match="ORG-001 is taken"):
        rule("ORG-001", "twice", "organisation")(lambda _file, _known: iter(()))

    assert RULES["ORG-001"].says != "twice"


def test_codes_have_one_form() -> None:
    """Three letters, a hyphen and three digits; each says what must hold and looks at known kinds."""
    for code, says in codes().items():
        letters, _, digits = code.partition("-")
        assert letters.isupper(), code
        assert len(letters) == len(digits) == 3, code
        assert digits.isdigit(), code
        assert says, code
    assert all(set(one.kinds) <= set(KINDS) and one.kinds for one in RULES.values())


def test_a_new_rule_is_run(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registering is all that a rule needs; its path becomes the line of the field."""
    monkeypatch.setattr("barred.directory.rules.register.RULES", dict(RULES))

    @rule("NEW-001", "a title has no comma", "restriction")
    def _has_no_comma(file: RecordFile, _known: object) -> Iterator[Fault]:
        yield Fault(("title",), f"a comma in {file.data['title']!r}", "leave it out")

    assert [str(one) for one in check(stack)] == [
        "base/restrictions/gb/supply-act-s12.toml:2: NEW-001: a comma in 'Supply Act, section 12', leave it out",
    ]


@given(records())
def test_any_record_can_be_checked(small: Stack, record: tuple[str, dict[str, Any]]) -> None:
    """Whatever a record of the right types says, the check ends with findings."""
    assert all(one.code in codes() for one in check(laid(small, *record)))


@given(records(), st.data())
def test_wrong_types_stop_no_check(small: Stack, record: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    """A value of any type in any field is told, and nothing falls over it."""
    kind, fields = record
    table = data.draw(st.sampled_from(list(tables(kind, fields))))
    field = data.draw(st.sampled_from([one.name for one in table.fields]))
    spoilt = {**table.data, field: data.draw(ODD)}

    found = check(laid(small, kind, _with(fields, table.path, spoilt)))

    assert found
    assert all(one.line >= 1 for one in found)


def _with(data: Any, path: tuple[str | int, ...], value: Any) -> Any:  # noqa: ANN401 - as a file may hold anything
    if not path:
        return value
    if isinstance(data, list):
        return [_with(one, path[1:], value) if n == path[0] else one for n, one in enumerate(data)]
    return {**data, path[0]: _with(data[path[0]], path[1:], value)}


@pytest.mark.parametrize("name", ["place", "party", "stage", "action"])
def test_a_misshapen_vocabulary_is_told_once(stack: Stack, name: str) -> None:
    """While a list cannot be read, the records that use it are not blamed for it."""
    body = stack.records["vocabulary", name].data

    found = check(laid(stack, "vocabulary", {**body, "title": 7}))

    assert {one.code for one in found} == {"DIR-007"} | (
        {"DIR-003", "DIR-008", "DIR-010"} & {one.code for one in found}
    )
    assert {one.file for one in found} == {"case/case.toml"}


def test_a_missing_vocabulary_is_told_where_it_is_used(stack: Stack) -> None:
    """A list that is not there has no terms."""
    records_ = {key: file for key, file in stack.records.items() if key != ("vocabulary", "strength")}

    found = check(replace(stack, records=records_))

    assert [(one.code, one.what) for one in found] == [("REF-001", "'statute' is not a term of 'strength'")]


def test_a_link_may_come_back_at_another_time(stack: Stack) -> None:
    """Two that changed places are no circle; on one day they would be."""

    def holder(**period: str) -> dict[str, Any]:
        body = stack.records["organisation", "acme-optics"].data
        return {**body, "links": [{"type": "made-by", "to": "lumen-cameras", "evidence": ["act"], **period}]}

    def circles(**period: str) -> int:
        return sum(one.code == "ORG-002" for one in check(laid(stack, "organisation", holder(**period))))

    assert circles(since="2022-12") == 0
    assert circles(until="2017-12") == 0
    assert circles(since="2022-11-01") == 2
    assert circles() == 2
