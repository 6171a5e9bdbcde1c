"""JSON lines and JSON documents."""

import json
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.readers import json_document
from barred.readers.open_tables import open_tables
from barred.readers.table import BadRow
from tests.readers.writing import batches, only_table, texts

ROWS = [
    {"product": {"brand": "Acme", "model": "AB-1"}, "qty": 2},
    {"qty": 1.5, "product": {"brand": "Zenith"}, "new": None},
]


def write(folder: Path, content: str, name: str = "a.jsonl") -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(content, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("a.ndjson", "\r\n".join(map(json.dumps, ROWS)) + "\r\n"),
        ("a.json", json.dumps(ROWS)),
        ("a.json", json.dumps(ROWS, indent=2)),
        ("a.json", json.dumps({"count": 2, "items": ROWS})),
        ("a.json", json.dumps({"items": ROWS}, indent=1)),
        ("a.json", "\n".join(map(json.dumps, ROWS))),
        ("a.csv", "\n".join(map(json.dumps, ROWS))),
        ("a.txt", json.dumps(ROWS, indent=2)),
        ("a.json", "\ufeff" + json.dumps(ROWS)),
    ],
    ids=[
        "lines",
        "Windows lines",
        "list",
        "indented",
        "inside",
        "indented inside",
        "lines named json",
        "csv",
        "txt",
        "mark",
    ],
)
def test_objects_are_rows(tmp_path: Path, name: str, content: str) -> None:
    """Keys are columns, in order of first appearance; inner objects are flattened by one level."""
    table = only_table(write(tmp_path, content, name))
    (batch,) = table.batches()

    assert table.header == ["product.brand", "product.model", "qty", "new"]
    assert batch.rows == [["Acme", "AB-1", "2", ""], ["Zenith", "", "1.5", ""]]
    assert batch.texts == ["Acme AB-1", "Zenith"]
    assert batch.numbers == [1, 2]


def test_a_list_is_found_however_deep_it_is_wrapped(tmp_path: Path) -> None:
    """One list is the rows; which of two is meant nobody knows."""
    one = write(tmp_path, json.dumps({"quote": {"no": 7, "body": {"lines": ROWS}}}), "one.json")
    two = write(tmp_path, json.dumps({"a": {"lines": ROWS}, "b": {"lines": ROWS}}), "two.json")

    assert texts(one) == ["Acme AB-1", "Zenith"]
    with pytest.raises(FileProblem, match="no single list"):
        only_table(two)


def test_texts_are_rows(tmp_path: Path) -> None:
    """A line may be a text by itself."""
    assert texts(write(tmp_path, '"Acme AB-1"\n"Zenith"\n')) == ["Acme AB-1", "Zenith"]
    assert texts(write(tmp_path, '["Acme AB-1", "Zenith"]', "a.json")) == ["Acme AB-1", "Zenith"]


def test_the_first_line_may_be_long(tmp_path: Path) -> None:
    """Lines named as a document are told by their first, however long it is."""
    line = json.dumps({"brand": "Acme", "text": "word " * 2000})

    assert len(texts(write(tmp_path, f"{line}\n{line}\n", "a.json"))) == 2


def test_a_lone_object_is_a_row(tmp_path: Path) -> None:
    """An object without a list in it."""
    assert texts(write(tmp_path, '{"brand": "Acme"}', "a.json")) == ["Acme"]


def test_a_broken_line_is_told_with_its_number(tmp_path: Path) -> None:
    """The others are read; a blank line is nothing."""
    lines = [
        '{"brand": "Acme"}',
        '{"brand": ',
        "",
        "3",
        "null",
        '{"brand": "Zenith"}',
        '{"brand": "\\ud83d"}',
        "[" * 100_000,
    ]

    (batch,) = batches(write(tmp_path, "\n".join(lines)))

    assert batch.texts == ["Acme", "Zenith"]
    assert batch.numbers == [1, 6]
    assert batch.blank == 1
    assert [one.row for one in batch.unreadable] == [2, 4, 5, 7, 8]
    assert "not JSON: Expecting value" in batch.unreadable[0].why
    assert batch.unreadable[1:4] == [
        BadRow(4, "a number stands where an object or a text was expected"),
        BadRow(5, "null stands where an object or a text was expected"),
        BadRow(7, "half a character (a lone surrogate) is in it"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", "Brand,Model\nAcme,AB-1\n", "no line is a JSON object or text; line 1: not JSON"),
        ("a.json", '[{"a": 1},', "not JSON: "),
        ("a.json", '{"a": [1], "b": [2]}', "no single list of rows is in it"),
        ("a.json", "3", "not JSON: give|no single list"),
        ("a.jsonl", "".join(f'{{"k{at}": 1}}\n' for at in range(2001)), "more than 2,000 different keys"),
    ],
)
def test_what_holds_no_rows_is_told(tmp_path: Path, name: str, content: str, told: str) -> None:
    """A file that is not what its name says."""
    with pytest.raises(FileProblem, match=told):
        open_tables(write(tmp_path, content, name))


def test_a_document_too_large_to_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are streamed, a document is not."""
    monkeypatch.setattr(json_document, "_MOST_BYTES", 10)

    with pytest.raises(FileProblem, match="give JSON lines"):
        open_tables(write(tmp_path, json.dumps(ROWS), "a.json"))


def test_no_rows_is_a_table(tmp_path: Path) -> None:
    """An empty list is a list."""
    assert batches(write(tmp_path, "[]", "a.json")) == []


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_progress_reaches_the_end(tmp_path: Path, name: str) -> None:
    """A bar can be drawn."""
    rows = [{"brand": "Acme"}] * 5000
    content = json.dumps(rows) if name == "a.json" else "\n".join(map(json.dumps, rows))
    table = only_table(write(tmp_path, content, name))
    seen = [table.position() for _ in table.batches(1000)]

    assert seen == sorted(seen)
    assert 0 < seen[0] < table.size_bytes == table.position()
