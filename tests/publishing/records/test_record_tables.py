"""Records as tables: every field in a column, safe in a spreadsheet, typed in Parquet."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from barred.directory.schema import KINDS, Field
from barred.directory.snapshot import Snapshot
from barred.errors import FileProblem, UsageProblem
from barred.publishing.records.record_data import RECORD_KINDS, record_data, records
from barred.publishing.records.record_rows import CHILD_TABLES, rows_of
from barred.publishing.records.record_tables import print_table, write_tables
from barred.tables import SCHEMAS
from tests.publishing.drawer import Drawer, filled, firm, rule

BOOK = Drawer(
    organisation=[
        firm("acme", note="=1+1", types=["maker", "brand"], links=[{"type": "owned-by", "to": "lumen"}]),
        firm("lumen", names=[{"text": "Lumen", "type": "brand"}, {"text": "光", "type": "native", "joint": True}]),
    ],
    restriction=[rule("law", "acme", targets=[{"organisation": "acme"}, {"target_class": "prc-ict"}])],
)


def leaves(fields: tuple[Field, ...]) -> Iterator[str]:
    """Give the names of all fields that hold values."""
    for field in fields:
        if field.fields:
            yield from leaves(field.fields)
        else:
            yield field.name


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table as a spreadsheet would."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_field_has_a_column(kind: str) -> None:
    """Nothing that a file may hold is lost on the way into the tables of its kind."""
    rows = list(rows_of(record_data(kind, filled(kind))))

    told = {name for _, row in rows for name, value in row.items() if value not in (None, [])}
    assert {table for table, _ in rows} == {kind, *CHILD_TABLES[kind]}
    assert set(leaves(KINDS[kind])) - told == set()


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_rows_fit_their_schema(kind: str, snapshot: Snapshot) -> None:
    """The same columns in the same order, for invented records and for those that there are."""
    made = [record_data(kind, filled(kind)), *records([kind], book=snapshot)]

    columns = {(table, tuple(sorted(row))) for record in made for table, row in rows_of(record)}

    assert columns == {(table, tuple(sorted(SCHEMAS[table].names))) for table in (kind, *CHILD_TABLES[kind])}


def test_a_folder_gets_a_file_a_table(tmp_path: Path) -> None:
    """Empty ones too: whoever reads them need not ask first."""
    files = write_tables(tmp_path / "new" / "tables", (), form="csv", book=BOOK)

    assert [file.stem for file in files] == sorted(SCHEMAS)
    assert read_csv(tmp_path / "new" / "tables" / "event.csv") == []


def test_csv_joins_lists_and_disarms_formulas(tmp_path: Path) -> None:
    """A cell is read, never calculated."""
    write_tables(tmp_path, ["organisation", "restriction"], form="csv", book=BOOK)

    [acme, lumen] = read_csv(tmp_path / "organisation.csv")
    assert (acme["types"], acme["note"], lumen["names"]) == ("maker; brand", "'=1+1", "Lumen; 光")
    assert [one["joint"] for one in read_csv(tmp_path / "name.csv")] == ["false", "false", "true"]
    [law] = read_csv(tmp_path / "restriction.csv")
    assert (law["targets"], law["stages"]) == ("acme; class:prc-ict", "in-force 2019-08")


def test_parquet_keeps_lists_numbers_and_nothing(tmp_path: Path) -> None:
    """What is not recorded is null, and the file tells which directory it is of."""
    write_tables(tmp_path, ["organisation"], form="parquet", book=BOOK)

    table = pq.read_table(tmp_path / "organisation.parquet")
    [acme, _] = table.to_pylist()
    assert (acme["types"], acme["note"], acme["country"]) == (["maker", "brand"], "=1+1", None)
    assert table.schema.metadata[b"barred.snapshot"] == BOOK.digest.encode()
    citations = pq.read_table(tmp_path / "citation.parquet").to_pylist()
    assert [(one["record"], one["start"], one["end"]) for one in citations] == [("acme", 3, 9), ("lumen", 3, 9)]


def test_only_what_was_asked_for_is_told(tmp_path: Path) -> None:
    """A kind brings what its records hold; citations of other kinds stay away."""
    files = write_tables(tmp_path, ["restriction"], form="csv", book=BOOK)

    assert {file.stem for file in files} == {"restriction", *CHILD_TABLES["restriction"]}
    assert {one["kind"] for one in read_csv(tmp_path / "citation.csv")} == {"restriction"}


def test_a_part_of_records_can_be_had_alone(tmp_path: Path) -> None:
    """Links as a table, to one file, a folder or a stream."""
    write_tables(tmp_path / "edges.csv", ["link"], form="csv", book=BOOK)
    files = write_tables(tmp_path / "folder", ["link"], form="csv", book=BOOK)
    out = io.StringIO()
    print_table(["link"], out, book=BOOK)

    [edge] = read_csv(tmp_path / "edges.csv")
    assert (edge["record"], edge["number"], edge["to"]) == ("acme", "0", "lumen")
    assert [file.stem for file in files] == ["link"]
    assert out.getvalue().splitlines()[1].startswith("acme,0,owned-by,lumen,all")


def test_the_same_directory_gives_the_same_bytes(tmp_path: Path, snapshot: Snapshot) -> None:
    """Two exports can be compared file by file."""
    runs = []
    for name in ("one", "two"):
        files = [
            file
            for form in ("csv", "parquet")
            for file in write_tables(tmp_path / name, ["restriction", "vocabulary"], form=form, book=snapshot)
        ]
        runs.append([(file.name, file.read_bytes()) for file in files])

    assert runs[0] == runs[1]
    assert len(runs[0]) == 2 * (2 + len(CHILD_TABLES["restriction"]) + len(CHILD_TABLES["vocabulary"]))


@pytest.mark.parametrize("kinds", [[], ["link", "name"]])
def test_one_file_holds_one_table(kinds: list[str], tmp_path: Path) -> None:
    """Several need a folder, and the error says so."""
    with pytest.raises(UsageProblem, match="folder"):
        write_tables(tmp_path / "all.csv", kinds, form="csv", book=BOOK)
    with pytest.raises(UsageProblem, match="folder"):
        print_table(kinds, io.StringIO(), book=BOOK)


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made is the user's to mend."""
    (tmp_path / "taken").write_text("", "utf-8")

    with pytest.raises(FileProblem, match="taken"):
        write_tables(tmp_path / "taken", (), form="csv", book=BOOK)


def test_a_column_has_one_type_everywhere() -> None:
    """One name, one type: a reader of one table knows the others."""
    types: dict[str, set[Any]] = {}
    for schema in SCHEMAS.values():
        for field in schema:
            types.setdefault(field.name, set()).add(field.type)

    assert {name for name, found in types.items() if len(found) > 1} == set()
