"""A kept index answers as the one that was built, and says so when it cannot be trusted."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from barred.errors import IndexProblem
from barred.matching.explain import explain
from barred.matching.index_files import keep_index, open_index
from barred.matching.match import Matcher
from barred.matching.name_index import NameIndex, build_name_index
from tests.matching.words_known import lexicon

NAMES = ["Veloptic Digital Technology Co., Ltd.", "Brontalis Fund II", "示例威视", "Drupavik"]
ASKED = ["VELOPTIC DIGITAL TECH", "Brontalis Fund 2", "示例威视", "Drupavik Sweden AB", "Quenby"]


@pytest.fixture
def index() -> NameIndex:
    """Build an index in memory."""
    return build_name_index(pa.array(NAMES), lexicon())


@pytest.fixture
def folder(index: NameIndex, tmp_path: Path) -> Path:
    """Keep it."""
    made = tmp_path / "kept"
    keep_index(index, made, about={"list": "invented"}, columns=pa.table({"country": ["", "us", "cn", ""]}))
    return made


def hits(index: NameIndex) -> list[object]:
    """Give all that is told of some names."""
    found = Matcher(index, lexicon()).match(pa.array(ASKED))
    return [
        (one.row, one.name, one.answer, explain(one.comparison, lexicon(), names=(one.left, one.right)))
        for one in found
    ]


def test_a_kept_index_is_the_one_that_was_built(index: NameIndex, folder: Path) -> None:
    """Arrays, names, columns and answers are equal, and the arrays lie in the files."""
    kept = open_index(folder, is_checked=True)

    assert kept.index.names.to_pylist() == NAMES
    assert kept.columns.to_pydict() == {"country": ["", "us", "cn", ""]}
    assert kept.about == {"list": "invented", "names": len(NAMES)}
    assert np.array_equal(kept.index.near.codes, index.near.codes)
    assert isinstance(kept.index.near.codes, np.memmap)
    assert hits(kept.index) == hits(index)
    assert len(hits(index)) >= len(NAMES)


def test_the_same_names_make_the_same_bytes(index: NameIndex, folder: Path, tmp_path: Path) -> None:
    """The digest tells what is in it, and not when or where it was made."""
    again = keep_index(
        index, tmp_path / "again", about={"list": "other"}, columns=pa.table({"country": ["", "us", "cn", ""]})
    )

    assert again == open_index(folder).digest


def test_damage_is_found(folder: Path) -> None:
    """A byte changed in any file is found when it is looked for; a file that is gone is found always."""
    files = sorted(file for file in folder.iterdir() if file.suffix != ".json")
    assert files
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(IndexProblem, match="missing or changed") as trouble:
            open_index(folder, is_checked=True)
        assert file.name in str(trouble.value)
        file.unlink()
        with pytest.raises(IndexProblem, match="missing or changed"):
            open_index(folder)
        file.write_bytes(content)
    open_index(folder, is_checked=True)


def test_another_version_and_no_index_are_told(folder: Path, tmp_path: Path) -> None:
    """What cannot be read says what to do."""
    manifest = folder / "index.json"
    note = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**note, "form": 99}), "utf-8")

    with pytest.raises(IndexProblem, match="has form 99"):
        open_index(folder)
    with pytest.raises(IndexProblem, match="is no index of names"):
        open_index(tmp_path)
    manifest.write_text("{", "utf-8")
    with pytest.raises(IndexProblem, match="is no index of names"):
        open_index(folder)


def test_lost_names_are_told(index: NameIndex, folder: Path, tmp_path: Path) -> None:
    """As many rows as names, or nothing is written and nothing opened."""
    with pytest.raises(IndexProblem, match="1 rows for 4 names"):
        keep_index(index, tmp_path / "new", about={}, columns=pa.table({"country": [""]}))
    assert not (tmp_path / "new").exists()
    manifest = folder / "index.json"
    note = json.loads(manifest.read_text("utf-8"))
    note["about"]["names"] = 5
    manifest.write_text(json.dumps(note), "utf-8")

    with pytest.raises(IndexProblem, match="does not hold the names"):
        open_index(folder)


def test_an_index_is_not_written_over(index: NameIndex, folder: Path) -> None:
    """A folder that is there stays as it is."""
    with pytest.raises(IndexProblem, match="is there already"):
        keep_index(index, folder, about={}, columns=pa.table({"country": [""] * 4}))
