"""Whether rows are lines: proved by counting both."""

from pathlib import Path

import pytest

from barred.readers.row_lines import rows_are_lines


@pytest.mark.parametrize(
    ("name", "content", "is_lined"),
    [
        ("a.csv", "Brand,Model\nAcme,AB-1\n\nZenith,Z-1\n", True),
        ("a.csv", "Brand,Model\r\nAcme,AB-1", True),
        ("a.csv", 'Brand,Model\n"Acme\nLtd",AB-1\nZenith,Z-1\n', False),
        ("a.jsonl", '{"brand": "Acme"}\n{"brand": "Zenith"}\n', True),
        ("a.json", '[{"brand": "Acme"}]', False),
    ],
)
def test_rows_are_lines_where_no_record_takes_two(tmp_path: Path, name: str, content: str, is_lined: bool) -> None:  # noqa: FBT001 - a case
    """A document has rows and no lines."""
    path = tmp_path / name
    path.write_text(content, "utf-8", newline="")

    assert rows_are_lines(path) is is_lined
