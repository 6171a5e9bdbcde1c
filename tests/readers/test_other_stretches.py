"""Stretches of JSON lines and Parquet, packed files and other encodings: the rows that `barred check` reads."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from barred.errors import FileProblem, UsageProblem
from barred.readers.open_tables import open_tables
from barred.readers.stretches.cut import Cutter
from barred.readers.subjects import subjects
from tests.readers.all_rows import read_all

ROWS = [{"brand": f"Axis é {at}", "model": f"P{at}-V", "price": at / 2} for at in range(40)]


def _wanted(path: Path) -> list[tuple[str, int | None]]:
    (table,) = open_tables(path).tables
    return [(one.text, one.row) for batch in table.batches() for one in subjects(batch, file=path.name)]


def _texts(rows: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(row["text"], row["row"]) for row in rows]


@pytest.mark.parametrize("cut", [1, 100, 1 << 20])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_json_lines_are_read_as_check_reads_them(cut: int, size: int, tmp_path: Path) -> None:
    """Text and number of each row, however the file is cut."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")

    assert _texts(read_all(path, cut=cut, size=size)) == _wanted(path)


def test_a_line_that_is_no_object_is_told_in_its_place(tmp_path: Path) -> None:
    """The reason stands in the row; blank lines are no rows."""
    path = tmp_path / "rows.jsonl"
    path.write_text('{"brand": "Axis"}\n\n{"brand": \n[1]\n{"brand": "Dahua"}', "utf-8")

    found = read_all(path, cut=1)

    assert [(row["row"], row["text"]) for row in found] == [(1, "Axis"), (3, None), (4, None), (5, "Dahua")]
    assert found[1]["error"].startswith("not JSON")
    assert found[2]["error"] == "a list stands where an object or a text was expected"


@pytest.mark.parametrize("group", [7, 40, 1000])
@pytest.mark.parametrize("size", [3, 1000])
def test_parquet_is_read_as_check_reads_it(group: int, size: int, tmp_path: Path) -> None:
    """Row groups and batches change nothing; only the columns that are needed are read."""
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=group)

    assert _texts(read_all(path, size=size)) == _wanted(path)


def test_parquet_of_other_types_is_shown_as_text(tmp_path: Path) -> None:
    """Numbers, dictionaries, lists and nested columns read as they do in a sheet; a null says nothing."""
    path = tmp_path / "rows.parquet"
    table = pa.table({
        "model": pa.array([1.0, None, 2.5]),
        "brand": pa.array(["Axis", "Axis", None]).dictionary_encode(),
        "description": pa.array([["a", "b"], None, ["c"]]),
        "product": pa.array([{"brand": "x"}, None, {"brand": "y"}]),
    })  # fmt: skip
    pq.write_table(table, path)

    assert _texts(read_all(path)) == _wanted(path)
    assert [row["text"] for row in read_all(path)] == ["Axis x 1 a; b", "Axis", "y 2.5 c"]


def test_damaged_parquet_keeps_what_can_be_read(tmp_path: Path) -> None:
    """A broken page is one row with the reason, and the run goes on."""
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS * 500), path, row_group_size=10_000, compression="gzip")
    data = bytearray(path.read_bytes())
    middle = pq.ParquetFile(path).metadata.row_group(1).column(0).dictionary_page_offset or 0
    data[middle + 20 : middle + 60] = bytes(40)
    path.write_bytes(data)

    found = read_all(path, columns={"brand": "brand"})

    assert len(found) == 10_001
    assert "cannot be read" in found[-1]["error"]
    assert found[-1]["row"] == 10_001


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_packed_text_is_unpacked(suffix: str, tmp_path: Path) -> None:
    """A file that is packed with gzip gives the rows of the file in it, under its own name."""
    plain, packed = tmp_path / f"rows{suffix}", tmp_path / f"rows{suffix}.gz"
    line = '{"brand": "Axis", "model": "P1"}\n' if suffix == ".jsonl" else "brand,model\nAxis,P1\n"
    plain.write_text(line, "utf-8")
    packed.write_bytes(gzip.compress(line.encode()))

    found = read_all(packed)

    assert [row["text"] for row in found] == [row["text"] for row in read_all(plain)] == ["Axis P1"]
    assert found[0]["file"] == packed.as_posix()


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    """Half a table is no table; nothing half-unpacked is left."""
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(b"brand,model\n" + bytes(range(65, 91)) * 500)[:-20])

    with pytest.raises(FileProblem, match="cannot be unpacked"):
        read_all(path)

    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.parametrize(("encoding", "mark"), [("cp1252", b""), ("utf-16", b""), ("utf-8", b"\xef\xbb\xbf")])
def test_other_encodings_give_the_same_rows(encoding: str, mark: bytes, tmp_path: Path) -> None:
    """Letters come out right, and a mark at the beginning belongs to no cell."""
    path = tmp_path / "rows.csv"
    path.write_bytes(mark + "Hersteller,Typ\nMüller é,P1\nAxis,P2\n".encode(encoding))

    found = read_all(path, cut=1, encoding=None if mark or encoding == "utf-16" else encoding)

    assert [(row["row"], row["text"]) for row in found] == [(2, "Müller é P1"), (3, "Axis P2")]


def test_a_named_column_wins_and_must_be_there(tmp_path: Path) -> None:
    """The user's word goes before the guess, and a wrong one is an error."""
    path = tmp_path / "rows.csv"
    path.write_text("xx,yy\nAxis,P1\n", "utf-8")

    assert read_all(path, columns={"brand": "xx"})[0]["brand"] == "Axis"
    with pytest.raises(UsageProblem, match="no column"):
        read_all(path, columns={"brand": "zz"})


def test_formats_of_single_documents_are_refused(tmp_path: Path) -> None:
    """A JSON document or a workbook is no matter for bulk, and the error says what is."""
    path = tmp_path / "rows.json"
    path.write_text('[{"brand": "Axis"}]', "utf-8")

    with pytest.raises(FileProblem, match="barred check"):
        Cutter(tmp_path).cut(path, 0)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The words are those of every other command."""
    with pytest.raises(FileProblem, match="there is no such file"):
        Cutter(tmp_path).cut(tmp_path / "none.csv", 0)
