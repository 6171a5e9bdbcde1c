"""Parquet files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from barred.errors import FileProblem
from barred.readers.open_tables import open_tables
from tests.readers.writing import batches, only_table


def write(path: Path, columns: dict[str, object]) -> Path:
    """Write a file."""
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize("name", ["a.parquet", "a.csv"])
def test_columns_are_read_by_name(tmp_path: Path, name: str) -> None:
    """Nulls are empty cells; a struct is flattened by one level; the first bytes tell the format."""
    path = write(
        tmp_path / name,
        {
            "Brand": ["Acme", None],
            "made": [{"model": "AB-1", "year": 2020}, {"model": "ZE-2", "year": None}],
            "Qty": [1.0, 2.5],
        },
    )

    table = only_table(path)
    (batch,) = table.batches()

    assert table.header == ["Brand", "made.model", "made.year", "Qty"]
    assert batch.rows == [["Acme", "AB-1", "2020", "1"], ["", "ZE-2", "", "2.5"]]
    assert (batch.texts, batch.numbers) == (["Acme AB-1", "ZE-2"], [1, 2])
    assert table.position() == table.size_bytes


def test_a_file_without_rows_is_a_table(tmp_path: Path) -> None:
    """The header is there all the same."""
    path = write(tmp_path / "a.parquet", {"Brand": pa.array([], pa.string())})

    assert only_table(path).header == ["Brand"]
    assert batches(path) == []


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    """The list of columns stands at the end."""
    path = write(tmp_path / "a.parquet", {"Brand": ["Acme"] * 100})
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(FileProblem, match=r"a\.parquet: not readable as Parquet"):
        open_tables(path)


def test_a_damaged_page_is_told_when_it_is_met(tmp_path: Path) -> None:
    """The list of columns is whole, the values are not."""
    path = write(tmp_path / "a.parquet", {"Brand": [f"Acme {at}" for at in range(1000)]})
    content = bytearray(path.read_bytes())
    content[4:200] = b"\xff" * 196
    path.write_bytes(content)

    with pytest.raises(FileProblem, match="unreadable after row 0"):
        batches(path)


def test_a_cell_that_no_table_has_is_a_bad_row(tmp_path: Path) -> None:
    """The rows around it are read."""
    path = write(tmp_path / "a.parquet", {"Brand": ["Acme", "x" * ((1 << 22) + 1), "Zenith"]})

    (batch,) = batches(path)

    assert [row[0] for row in batch.rows] == ["Acme", "Zenith"]
    assert [(one.row, one.why) for one in batch.unreadable] == [(2, "a cell of more than 4,194,304 signs")]


def test_a_file_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    """Before it is unpacked: some kilobytes that say how many they are."""
    path = tmp_path / "bomb.parquet"
    table = pa.table({"Brand": pa.array(["x" * (201 << 20)])})
    pq.write_table(table, path, compression="zstd", use_dictionary=False)

    with pytest.raises(FileProblem, match="unpacks to 201 MB, far more than its size"):
        open_tables(path)
