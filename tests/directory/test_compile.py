"""Compiling: the same records give the same name and the same answers, wherever and however often."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from barred.directory.compile import compile_snapshot
from barred.directory.read import Stack, read_directories
from barred.directory.snapshot import Snapshot
from tests.directory.answers import LOOKUP, answers


@pytest.fixture
def stack(root: Path) -> Stack:
    """The small directory."""
    return read_directories([root])


def digest_of(stack: Stack, folder: Path, lookup: dict[str, Any] | None = None) -> str:
    """Compile a stack and give the digest."""
    with closing(Snapshot(compile_snapshot(stack, folder, lookup=lookup))) as snapshot:
        return snapshot.digest


def copied(root: Path, folder: Path, seed: int) -> Path:
    """Copy a directory file by file in an order of chance."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    random.Random(seed).shuffle(files)  # noqa: S311 - an order, no secret
    for path in files:
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def test_the_same_records_give_the_same_answers(root: Path, tmp_path: Path) -> None:
    """Neither the folder nor the order in which files came into it shows in anything."""
    given = []
    for seed in (1, 2):
        place = tmp_path / str(seed)
        rows = {kind: random.Random(seed).sample(some, len(some)) for kind, some in LOOKUP.items()}  # noqa: S311
        path = compile_snapshot(read_directories([copied(root, place / "records", seed)]), place / "out", lookup=rows)
        with closing(Snapshot(path)) as snapshot:
            given.append((path.name, snapshot.digest, answers(snapshot)))

    assert given[0] == given[1]
    assert len(given[0][2]) > 1000
    assert given[0][0] == f"{given[0][1].removeprefix('sha256:')[:16]}.snapshot"


def test_every_answer_is_what_the_file_says(stack: Stack, tmp_path: Path) -> None:
    """A record comes back as it was read, a table in file order, an index row under its key."""
    with closing(Snapshot(compile_snapshot(stack, tmp_path, lookup=LOOKUP))) as snapshot:
        for (kind, key), file in stack.records.items():
            assert snapshot.body(kind, key) == file.data
        assert snapshot.ids("source") == ["harbour-gazette", "supply-act"]
        assert [row["word"] for row in snapshot.rows("words")] == ["camera", "recorder"]
        assert snapshot.lookup("organisation-name", ["acme"]) == [["acme-optics"], ["lumen-cameras"]]
        assert snapshot.verify() == []


def changes() -> list[tuple[str, Callable[[Stack], Stack]]]:
    """Give ways to change the small directory in one place."""

    def record(kind: str, key: str, **fields: Any) -> Callable[[Stack], Stack]:  # noqa: ANN401 - any field
        def change(stack: Stack) -> Stack:
            file = stack.records[kind, key]
            return replace(stack, records={**stack.records, (kind, key): replace(file, data={**file.data, **fields})})

        return change

    def table(stack: Stack) -> Stack:
        (words,) = stack.tables
        line, row = words.rows[1]
        return replace(stack, tables=[replace(words, rows=(words.rows[0], (line, {**row, "source": "supply-act"})))])

    def order(stack: Stack) -> Stack:
        return replace(stack, tables=[replace(one, rows=tuple(reversed(one.rows))) for one in stack.tables])

    def fewer(stack: Stack) -> Stack:
        return replace(stack, records=dict(list(stack.records.items())[:-1]))

    return [
        ("a field", record("organisation", "acme-optics", title="Acme Optics Limited")),
        ("a new field", record("source", "supply-act", note="seen")),
        ("an empty field", record("source", "supply-act", note="")),
        ("a date", record("organisation", "acme-optics", recorded="2026-01-05")),
        ("a term", record("vocabulary", "extent", title="Extent")),
        ("a cell", table),
        ("the order of rows", order),
        ("a record less", fewer),
    ]


@pytest.mark.parametrize(("name", "change"), changes(), ids=[name for name, _ in changes()])
def test_any_change_changes_the_digest(
    stack: Stack, tmp_path: Path, name: str, change: Callable[[Stack], Stack]
) -> None:
    """Whatever is different has another name."""
    assert digest_of(change(stack), tmp_path) != digest_of(stack, tmp_path), name


def test_every_record_counts(stack: Stack, tmp_path: Path) -> None:
    """No kind of record and no file is left out of the digest."""
    digests = {digest_of(stack, tmp_path)}
    for key, file in stack.records.items():
        changed = replace(file, data={**file.data, "title": f"{file.data['title']} "})
        digests.add(digest_of(replace(stack, records={**stack.records, key: changed}), tmp_path))

    assert len(digests) == len(stack.records) + 1 > 25


@pytest.mark.parametrize(
    "lookup",
    [
        None,
        {},
        {"organisation-name": []},
        {"organisation-name": [("acme", ["acme-optics"])]},
        {"other": LOOKUP["organisation-name"]},
    ],
    ids=["nothing", "no kind", "no row", "one row less", "another kind"],
)
def test_index_rows_count(stack: Stack, tmp_path: Path, lookup: dict[str, Any] | None) -> None:
    """What identification looks up is part of the content."""
    assert digest_of(stack, tmp_path, lookup) != digest_of(stack, tmp_path, LOOKUP)


def test_the_day_of_the_last_check_comes_from_the_records(stack: Stack, tmp_path: Path) -> None:
    """It is a whole day, the latest that a record tells, and no clock is asked."""
    file = stack.records["source", "supply-act"]
    vague = replace(
        stack,
        records={**stack.records, ("source", "supply-act"): replace(file, data={**file.data, "recorded": "2027"})},
    )

    with closing(Snapshot(compile_snapshot(stack, tmp_path))) as snapshot:
        assert snapshot.checked == "2026-01-04"
        assert snapshot.meta["count:organisation"] == "3"
        assert snapshot.meta["rows:words"] == "2"
    with closing(Snapshot(compile_snapshot(vague, tmp_path))) as snapshot:
        assert snapshot.checked == "2027-01-01"


def test_rows_of_an_overlay_are_counted_too(root: Path, tmp_path: Path) -> None:
    """The rows told of a table are those of all directories."""
    (tmp_path / "over/tables").mkdir(parents=True)
    (tmp_path / "over/tables/words.csv").write_text("word,product,source\nlens,accessory,supply-act\n", "utf-8")

    with closing(Snapshot(compile_snapshot(read_directories([root, tmp_path / "over"]), tmp_path))) as snapshot:
        assert snapshot.meta["rows:words"] == "3"
        assert snapshot.tables() == {"words": 3}


def test_a_whole_file_is_kept(stack: Stack, tmp_path: Path) -> None:
    """A second build writes nothing."""
    path = compile_snapshot(stack, tmp_path, lookup=LOOKUP)
    before = path.stat()

    assert compile_snapshot(stack, tmp_path, lookup=LOOKUP) == path
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("damage", [b"", b"not a snapshot", None], ids=["empty", "text", "cut short"])
def test_a_damaged_file_is_replaced(stack: Stack, tmp_path: Path, damage: bytes | None) -> None:
    """Building again is the remedy that every message about a damaged snapshot gives."""
    path = compile_snapshot(stack, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)

    assert compile_snapshot(stack, tmp_path) == path

    with closing(Snapshot(path)) as snapshot:
        assert snapshot.verify() == []


def test_a_changed_byte_is_mended_by_a_build(stack: Stack, tmp_path: Path) -> None:
    """A file that opens but says something else than its name is not kept either."""
    path = compile_snapshot(stack, tmp_path)
    path.write_bytes(path.read_bytes().replace(b"Acme Optics Ltd", b"Acme Optics LTD"))

    compile_snapshot(stack, tmp_path)

    with closing(Snapshot(path)) as snapshot:
        assert snapshot.organisation("acme-optics").title == "Acme Optics Ltd"


def test_builds_at_once_leave_one_good_file(stack: Stack, tmp_path: Path) -> None:
    """Several builds into one folder do not disturb each other, and leave nothing half done."""
    builders = 6
    together = Barrier(builders)

    def build(_: int) -> Path:
        together.wait()
        return compile_snapshot(stack, tmp_path, lookup=LOOKUP)

    with ThreadPoolExecutor(builders) as pool:
        paths = set(pool.map(build, range(builders)))

    assert list(tmp_path.iterdir()) == list(paths)
    with closing(Snapshot(paths.pop())) as snapshot:
        assert snapshot.verify() == []


def test_builds_of_two_processes_leave_one_good_file(root: Path, tmp_path: Path) -> None:
    """The same holds for two programs."""
    code = (
        "import sys; from pathlib import Path; from barred.directory.compile import compile_snapshot; "
        "from barred.directory.read import read_directories; "
        "print(compile_snapshot(read_directories([Path(sys.argv[1])]), Path(sys.argv[2])).name)"
    )
    command = [sys.executable, "-c", code, str(root), str(tmp_path / "out")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    told = {one.communicate()[0].strip() for one in running}

    assert [one.returncode for one in running] == [0, 0]
    assert {path.name for path in (tmp_path / "out").iterdir()} == told
    with closing(Snapshot(tmp_path / "out" / told.pop())) as snapshot:
        assert snapshot.verify() == []


def test_a_build_that_fails_leaves_nothing(stack: Stack, tmp_path: Path) -> None:
    """Trouble on the way leaves no half-written file behind."""
    broken = {"organisation-name": [("acme", [json])]}

    with pytest.raises(TypeError):
        compile_snapshot(stack, tmp_path / "out", lookup=broken)

    assert not (tmp_path / "out").exists()
