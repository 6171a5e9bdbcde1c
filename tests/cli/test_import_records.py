"""`barred import csv|parquet|jsonld`: what `barred export` gave away comes back whole."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.wiring import builtin_directory

FORMS = ("csv", "parquet", "jsonld")


def contents(path: Path) -> dict[str, bytes]:
    """Give the files below a path, or the file, by name."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(one.relative_to(path)): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}


def by_name(folder: Path) -> dict[tuple[str, str], bytes]:
    """Give the files of a directory by kind and name, in whatever folder of a country they lie."""
    return {(name.split("/")[0], Path(name).name): content for name, content in contents(folder).items()}


@pytest.fixture(scope="module")
def exported(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the export of the built-in directory in a form, made once."""
    folder = tmp_path_factory.mktemp("exported")

    def export(form: str) -> Path:
        path = folder / (form if form != "jsonld" else "all.jsonld")
        if not path.exists():
            assert main(["export", "--format", form, "-o", str(path), "--snapshot", str(snapshot.path)]) == 0
        return path

    return export


@pytest.fixture
def copied(exported: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """Give a copy of an export that a test may spoil."""

    def copy(form: str) -> Path:
        source = exported(form)
        target = tmp_path / source.name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
        return target

    return copy


def spoil(path: Path, change: Callable[[list[list[str]]], None]) -> None:
    """Change the rows of a CSV file, its header the first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost_on_the_way(
    form: str, exported: Callable[[str], Path], tmp_path: Path, snapshot: Snapshot,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The built-in directory comes back file by file, is in order and exports to the same bytes."""
    builtin = builtin_directory()
    into, again = tmp_path / "into", tmp_path / exported(form).name

    status = main(["import", form, str(exported(form)), "--into", str(into), "--snapshot", str(snapshot.path)])
    # The bulk tables are no records, but the snapshot is named by them too.
    shutil.copytree(builtin / "tables", into / "tables")
    checked = main(["directory", "check", str(into)])
    told = capsys.readouterr().err
    main(["export", "--format", form, "-o", str(again), "--directory", str(into)])

    assert (status, checked) == (0, 0)
    assert "0 findings" in told
    assert by_name(into) == by_name(builtin)
    assert contents(again) == contents(exported(form))


def test_the_same_again_changes_nothing(
    exported: Callable[[str], Path], tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Records that say the same are left alone; another wording is refused, and taken with --replace."""
    into = tmp_path / "into"
    asked = ["import", "jsonld", str(exported("jsonld")), "--into", str(into), "--snapshot", str(snapshot.path)]
    main(asked)
    record = next((into / "figures").glob("*.toml"))
    text = record.read_text("utf-8")
    capsys.readouterr()

    assert main(asked) == 0
    assert "added" not in capsys.readouterr().out
    record.write_text(text.replace('title = "', 'title = "Edited: ', 1), "utf-8")
    assert main(asked) == 2
    assert f"{record}: figure '{record.stem}' says something else" in capsys.readouterr().err
    assert record.read_text("utf-8") != text
    assert main([*asked, "--replace"]) == 0
    assert "figure: 1 replaced, " in capsys.readouterr().out
    assert record.read_text("utf-8") == text


def _renamed(rows: list[list[str]]) -> None:
    rows[0][rows[0].index("title")] = "name"


def _doubled(rows: list[list[str]]) -> None:
    rows.append(rows[1])


def _short(rows: list[list[str]]) -> None:
    rows[2].pop()


def _untitled(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("title")] = ""


def _unmeasured(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("measure")] = "wingspan"


def _worded(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("number")] = "first"


def _unheld(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("record")] = "nobody"


def _gap(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("number")] = "5"


def _elsewhere(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("source")] = "no-such-paper"


def _climbing(rows: list[list[str]]) -> None:
    rows[1][rows[0].index("id")] = "../../up"


SPOILT: list[tuple[str, Callable[[list[list[str]]], None], str]] = [
    ("figure", _renamed, "figure.csv: unknown column 'name'; expected id, title"),
    ("figure", _doubled, "is given twice, first at"),
    ("figure", _short, "figure.csv:3: 17 cells, expected 18"),
    ("figure", _untitled, "figure.csv:2: title is missing"),
    ("figure", _unmeasured, "names 'wingspan', which is no term of measure"),
    ("citation", _worded, "citation.csv:2: number is 'first', expected int64"),
    ("objection", _unheld, "'nobody', which is not there"),
    ("citation", _gap, "number is "),
    ("citation", _elsewhere, "names 'no-such-paper', which is no source"),
    ("event", _climbing, "which is not there"),
]


@pytest.mark.parametrize(("table", "change", "told"), SPOILT)
def test_a_spoilt_table_is_told_and_nothing_written(
    table: str, change: Callable[[list[list[str]]], None], told: str, copied: Callable[[str], Path], tmp_path: Path,
    snapshot: Snapshot, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """File, row or column, and what was expected; status 2 and no folder."""
    folder = copied("csv")
    spoil(folder / f"{table}.csv", change)

    status = main(["import", "csv", str(folder), "--into", str(tmp_path / "new"), "--snapshot", str(snapshot.path)])

    assert status == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_missing_table_is_told(
    copied: Callable[[str], Path], tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without their citations the records would come in unproven."""
    folder = copied("parquet")
    (folder / "citation.parquet").unlink()

    status = main(["import", "parquet", str(folder), "--into", str(tmp_path / "new"), "--snapshot", str(snapshot.path)])

    assert status == 2
    assert "citation.parquet: the table is missing" in capsys.readouterr().err


def test_a_parquet_column_of_another_type_is_told(
    copied: Callable[[str], Path], tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """A position that came as text is not guessed at."""
    folder = copied("parquet")
    table = pq.read_table(folder / "stage.parquet")
    column = table.schema.get_field_index("number")
    pq.write_table(table.set_column(column, "number", table["number"].cast(pa.string())), folder / "stage.parquet")

    status = main(["import", "parquet", str(folder), "--into", str(tmp_path / "new"), "--snapshot", str(snapshot.path)])

    assert status == 2
    assert "stage.parquet: column number is string, expected int64" in capsys.readouterr().err


NODES: list[tuple[str, Any, str]] = [
    ("@type", "Opinion", "@type is 'Opinion'"),
    ("@id", "urn:else", "'urn:else' where barred:"),
    ("colour", "red", "unknown field 'colour'"),
    ("title", 7, "title is 7, expected a text"),
    ("actor", "barred:organisation/nobody", "names 'nobody', which is no organisation"),
    ("stages", "now", "stages is 'now', expected a list"),
]


@pytest.mark.parametrize(("key", "value", "told"), NODES)
def test_a_spoilt_node_is_told(
    key: str, value: object, told: str, copied: Callable[[str], Path], tmp_path: Path, snapshot: Snapshot,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """File, node and what was expected; status 2 and no folder."""
    path = copied("jsonld")
    document = json.loads(path.read_text("utf-8"))
    number = next(n for n, one in enumerate(document["@graph"]) if one["@type"] == "Restriction")
    document["@graph"][number][key] = value
    path.write_text(json.dumps(document), "utf-8")

    status = main(["import", "jsonld", str(path), "--into", str(tmp_path / "new"), "--snapshot", str(snapshot.path)])
    error = capsys.readouterr().err

    assert status == 2
    assert f"{path}, node {number}" in error
    assert told in error
    assert not (tmp_path / "new").exists()
