"""Findings: one line each, in the order of files and lines."""

from barred.model.finding import Finding


def test_a_finding_is_one_line() -> None:
    """`file:line: code: what, remedy`, as editors and people read it."""
    found = Finding("base/sources/act.toml", 3, "DIR-006", "field 'type' is missing", "add it")

    assert str(found) == "base/sources/act.toml:3: DIR-006: field 'type' is missing, add it"


def test_findings_come_by_file_line_and_code() -> None:
    """Line 10 comes after line 9."""
    some = [
        Finding("b", 1, "A", "", ""),
        Finding("a", 10, "A", "", ""),
        Finding("a", 9, "B", "", ""),
        Finding("a", 9, "A", "", ""),
    ]

    assert [(one.file, one.line, one.code) for one in sorted(some)] == [
        ("a", 9, "A"),
        ("a", 9, "B"),
        ("a", 10, "A"),
        ("b", 1, "A"),
    ]
