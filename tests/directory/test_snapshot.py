"""Opening a snapshot: what it answers, and what it says when it is none or damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barred.directory.compile import compile_snapshot
from barred.directory.digest import FORMAT
from barred.directory.read import read_directories
from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem, UsageProblem
from tests.directory.answers import LOOKUP, answers


@pytest.fixture(scope="module")
def path(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of the small directory."""
    return compile_snapshot(read_directories([root]), tmp_path_factory.mktemp("cache"), lookup=LOOKUP)


@pytest.fixture
def snapshot(path: Path) -> Iterator[Snapshot]:
    """The same, opened."""
    with closing(Snapshot(path)) as opened:
        yield opened


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Where a test puts a spoilt copy."""
    return tmp_path / "spoilt #1 100%?.snapshot"


def test_records_come_back_as_records(snapshot: Snapshot) -> None:
    """Lists are tuples, records inside are records, and what a file leaves out has its default."""
    organisation = snapshot.organisation("lumen-cameras")
    restriction = snapshot.restriction("supply-act-s12")

    assert organisation.links[0].to == "acme-optics"
    assert organisation.country is None
    assert restriction.scopes[0].unclear == {"sites": ["home"]}
    assert restriction.targets[0].reach == ("relabelled",)
    assert snapshot.source("supply-act").capture is not None
    assert snapshot.source("harbour-gazette").capture is None
    assert "in-force" in snapshot.vocabulary("stage")


def test_a_record_is_made_once(snapshot: Snapshot) -> None:
    """Asking again costs nothing."""
    assert snapshot.organisation("acme-optics") is snapshot.organisation("acme-optics")
    assert snapshot.vocabulary("stage") is snapshot.vocabulary("stage")
    assert snapshot.restrictions_aimed_at(["acme-optics"])[0] is snapshot.restriction("supply-act-s12")


def test_restrictions_are_found_by_their_target(snapshot: Snapshot) -> None:
    """Only those that aim at one of the organisations, however many are asked about."""
    assert [one.id for one in snapshot.restrictions_aimed_at(["acme-optics", "acme-optics"])] == ["supply-act-s12"]
    assert snapshot.restrictions_aimed_at(["lumen-cameras"]) == []
    assert snapshot.restrictions_aimed_at([]) == []
    many = [*map(str, range(1200)), "acme-optics"]
    assert [one.id for one in snapshot.restrictions_aimed_at(many)] == ["supply-act-s12"]


def test_restrictions_on_a_class_are_always_found(root: Path, tmp_path: Path) -> None:
    """Whether a class holds an organisation is for the judge to say."""
    law = root / "restrictions/gb/supply-act-s12.toml"
    text = law.read_text("utf-8").replace('organisation = "acme-optics"', 'target_class = "prc-ict"')
    (tmp_path / "over/restrictions/gb").mkdir(parents=True)
    (tmp_path / "over/restrictions/gb" / law.name).write_text(text, "utf-8")

    with closing(Snapshot(compile_snapshot(read_directories([root, tmp_path / "over"]), tmp_path))) as snapshot:
        assert [one.id for one in snapshot.restrictions_aimed_at([])] == ["supply-act-s12"]


@pytest.mark.parametrize("kind", ["organisation", "restriction", "source", "vocabulary"])
def test_an_unknown_id_is_an_error(snapshot: Snapshot, kind: str) -> None:
    """The message says where all ids are."""
    with pytest.raises(UsageProblem, match=f"no {kind} 'nobody' in the directory; `barred list {kind}` shows all"):
        getattr(snapshot, kind)("nobody")


def test_look_ups_come_in_order(snapshot: Snapshot) -> None:
    """By key and number; a key that nothing is kept under gives nothing."""
    assert snapshot.lookup("organisation-name", ["acme", "lumen cameras", "nobody"]) == [
        ["acme-optics"],
        ["lumen-cameras"],
        ["lumen-cameras"],
    ]
    assert snapshot.lookup_all("weight") == [("000000", ["legal", "6.0"]), ("000001", ["brand", "1.5"])]
    assert snapshot.lookup("organisation-name", []) == snapshot.lookup("nothing", ["acme"]) == []
    many = sorted({"acme", *(f"name {n:04d}" for n in range(1200))})
    assert snapshot.lookup("organisation-name", many) == [["acme-optics"], ["lumen-cameras"]]


def test_names_ids_and_tables_are_told(snapshot: Snapshot) -> None:
    """The smaller questions."""
    assert snapshot.organisations_named("acme") == ["acme-optics", "lumen-cameras"]
    assert snapshot.organisations_named("nobody") == []
    assert snapshot.has_organisation("acme-optics")
    assert not snapshot.has_organisation("supply-act")
    assert snapshot.kinds_of("harbour-gazette") == ["organisation", "source"]
    assert snapshot.tables() == {"words": 2}
    assert snapshot.rows("nothing") == []
    assert snapshot.digest.startswith("sha256:")


def test_a_path_may_hold_any_sign(path: Path, spoilt: Path) -> None:
    """Signs that mean something in an address mean nothing in a path."""
    spoilt.write_bytes(path.read_bytes())

    with closing(Snapshot(spoilt)) as snapshot:
        assert snapshot.verify() == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The path and the remedy are in the message."""
    with pytest.raises(
        SnapshotProblem, match=r"none.snapshot: cannot be read: No such file .*; run `barred directory build`"
    ):
        Snapshot(tmp_path / "none.snapshot")


def test_a_folder_is_told(tmp_path: Path) -> None:
    """A folder is no file."""
    with pytest.raises(SnapshotProblem, match="cannot be read"):
        Snapshot(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"id = 'x'\n", b"SQLite format 3\0", bytes(8192)], ids=["empty", "text", "start", "zeros"]
)
def test_another_file_is_told(spoilt: Path, content: bytes) -> None:
    """What is no snapshot is called so."""
    spoilt.write_bytes(content)

    with pytest.raises(SnapshotProblem, match="not a snapshot; run `barred directory build`"):
        Snapshot(spoilt)


@pytest.mark.parametrize("length", [100, 1000, 4095, 4096, 4097, 0.5, -4096, -1])
def test_a_file_cut_short_is_told(path: Path, spoilt: Path, length: float) -> None:
    """Both sizes are in the message, wherever the cut is."""
    whole = path.read_bytes()
    cut = whole[: round(len(whole) * length) if length == 0.5 else int(length)]
    spoilt.write_bytes(cut)

    with pytest.raises(
        SnapshotProblem, match=f"cut short: {len(cut)} of {len(whole)} bytes; run `barred directory build`"
    ):
        Snapshot(spoilt)


def test_a_file_that_goes_on_is_told(path: Path, spoilt: Path) -> None:
    """Bytes after the end are no part of a snapshot."""
    spoilt.write_bytes(path.read_bytes() + b"x")

    with pytest.raises(SnapshotProblem, match="bytes"):
        Snapshot(spoilt)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("UPDATE meta SET value = '99' WHERE key = 'format'", f"snapshot of format 99, this version reads {FORMAT}"),
        ("DELETE FROM meta WHERE key = 'format'", "snapshot of format none"),
        ("DELETE FROM meta WHERE key = 'digest'", "snapshot of format"),
        ("DROP TABLE meta", "not a snapshot: no such table: meta"),
    ],
)
def test_another_database_is_told(path: Path, spoilt: Path, script: str, told: str) -> None:
    """A snapshot of another version, or a file that SQLite can read and that is none."""
    altered(path, spoilt, script)

    with pytest.raises(SnapshotProblem, match=told):
        Snapshot(spoilt)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("UPDATE record SET body = replace(body, 'Acme', 'Acne')", "the content has the digest"),
        ("DELETE FROM record WHERE id = 'supply-act-s12'", "the content has the digest"),
        ("UPDATE bulk SET body = replace(body, 'camera', 'recorder')", "the content has the digest"),
        ("UPDATE lookup SET key = 'acne' WHERE key = 'acme'", "the content has the digest"),
        ("UPDATE lookup SET number = 2 * number", "the numbers of index rows have gaps"),
        ("UPDATE aim SET organisation = 'acne-optics'", "the table of aims does not fit the restrictions"),
        ("DELETE FROM aim", "the table of aims does not fit the restrictions"),
        ("UPDATE meta SET value = '2026-11-22' WHERE key = 'checked'", "what is told of the content does not fit it"),
        ("UPDATE meta SET value = 'sha256:0' WHERE key = 'digest'", "the content has the digest"),
    ],
)
def test_a_changed_content_is_found(path: Path, spoilt: Path, script: str, told: str) -> None:
    """A file that SQLite finds in order but that says something else does not pass for itself."""
    altered(path, spoilt, script)

    with closing(Snapshot(spoilt)) as snapshot:
        (found,) = snapshot.verify()

    assert found.startswith(told)


def test_a_changed_letter_is_found(path: Path, spoilt: Path) -> None:
    """One bit in the middle of the file is enough."""
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"Acme Optics Ltd")] ^= 1
    spoilt.write_bytes(whole)

    assert trouble_of(spoilt)


def test_a_damaged_record_is_told_when_it_is_asked_for(path: Path, spoilt: Path) -> None:
    """What cannot be read is no record, and no error of another kind."""
    altered(path, spoilt, "UPDATE record SET body = substr(body, 2) WHERE kind = 'source'")
    altered(
        spoilt, spoilt, "UPDATE record SET body = replace(body, '\"title\"', '\"titel\"') WHERE kind = 'organisation'"
    )

    with closing(Snapshot(spoilt)) as snapshot:
        with pytest.raises(SnapshotProblem, match=r"damaged: .*; run `barred directory build`"):
            snapshot.source("supply-act")
        with pytest.raises(SnapshotProblem, match=r"damaged: .*titel"):
            snapshot.organisation("acme-optics")
        assert snapshot.restriction("supply-act-s12").title == "Supply Act, section 12"


def test_a_changed_structure_is_found(path: Path, spoilt: Path) -> None:
    """What SQLite notices is told in its words."""
    whole = bytearray(path.read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 + 3] ^= 1
    spoilt.write_bytes(whole)

    assert trouble_of(spoilt)


def altered(path: Path, copy: Path, script: str) -> None:
    """Change a copy of a snapshot as SQLite would, so that the file itself stays in order."""
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as database:
        database.execute(script)
        database.commit()
        database.execute("VACUUM")


def trouble_of(path: Path) -> list[str]:
    """Tell what opening and verifying a file finds."""
    try:
        with closing(Snapshot(path)) as snapshot:
            return snapshot.verify()
    except SnapshotProblem as trouble:
        return [trouble.what]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_is_found_or_harmless(path: Path, spoilt: Path, data: st.DataObject) -> None:
    """No change of a byte gives another answer unnoticed, and none gives another kind of error."""
    whole = bytearray(path.read_bytes())
    with closing(Snapshot(path)) as snapshot:
        wanted = answers(snapshot)
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    spoilt.write_bytes(whole)

    found = trouble_of(spoilt)

    try:
        with closing(Snapshot(spoilt)) as snapshot:
            assert found or answers(snapshot) == wanted
    except SnapshotProblem:
        assert found
    except UsageProblem:
        assert found
