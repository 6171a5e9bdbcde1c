"""Editions: what is remembered, and when a replaced snapshot is closed."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem
from barred.model.question import Subject
from barred.screening.context import Said
from barred.web.answering.edition import Edition, Editions
from barred.web.answering.remembered import Remembered
from tests.screening.laid import laid_snapshot
from tests.web.quay import quay_snapshot


@given(keys=st.lists(st.integers(0, 12), max_size=60), most=st.integers(1, 6), most_bytes=st.integers(1, 40))
def test_what_is_remembered_is_what_would_be_made(keys: list[int], most: int, most_bytes: int) -> None:
    """Never another key's thing, never more than the limits; the last asked for is kept."""
    kept = Remembered(most, most_bytes)

    for key in keys:
        assert kept.get(key, partial(bytes, key)) == bytes(key)
        held = kept._kept  # noqa: SLF001 - the limits are its promise
        assert len(held) <= most
        assert sum(map(len, held.values())) <= most_bytes
        if key <= most_bytes:
            assert key in held


def copied(snapshot: Snapshot, folder: Path) -> Edition:
    """Open a copy of a snapshot, which may be closed."""
    return Edition(Snapshot(Path(shutil.copy(snapshot.path, folder / "copy.snapshot"))))


def test_a_replaced_edition_answers_those_who_hold_it_and_is_closed_after(snapshot: Snapshot, tmp_path: Path) -> None:
    """The file is let go of when the last request has ended, and not before."""
    first = copied(snapshot, tmp_path)
    editions = Editions(first)
    first.hold()
    first.hold()

    assert editions.swap(Edition(Snapshot(quay_snapshot(tmp_path))))

    assert first.snapshot.has_organisation("dahua")
    first.release()
    assert first.snapshot.has_organisation("dahua")
    first.release()
    with pytest.raises(SnapshotProblem):
        first.snapshot.has_organisation("dahua")
    assert editions.current.snapshot.kinds_of("quay-connect") == ["restriction"]
    editions.current.retire()


def test_the_same_content_is_no_new_edition(snapshot: Snapshot, tmp_path: Path) -> None:
    """What is remembered stays; the file opened in vain is closed."""
    first = copied(snapshot, tmp_path)
    editions = Editions(first)
    again = copied(snapshot, tmp_path)

    assert not editions.swap(again)

    assert editions.current is first
    with pytest.raises(SnapshotProblem):
        again.snapshot.has_organisation("dahua")
    first.retire()


def test_a_case_is_understood_once(snapshot: Snapshot, tmp_path: Path) -> None:
    """Desks are shared by those who say the same, and by nobody else."""
    edition = copied(snapshot, tmp_path)
    said = Said(on="2024-01-01", conduct="procure")

    one, same = edition.desk(edition.context(said)), edition.desk(edition.context(said._replace()))
    other = edition.desk(edition.context(said._replace(on="2024-01-02")))

    assert one is same
    assert one is not other
    edition.retire()


@pytest.mark.parametrize("is_kept", [True, False])
def test_lists_are_opened_when_an_edition_is_made_and_never_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    """No request waits for them, whatever its case, even where nothing can be kept beside the snapshot."""
    path = laid_snapshot(tmp_path)
    if not is_kept:
        path.with_suffix(".lists").touch()
    edition = Edition(Snapshot(path))
    for never in ("kept_lists.listed_in_lists", "kept_lists.open_index", "kept_lists.kept_lists"):
        monkeypatch.setattr(f"barred.screening.names.{never}", None)

    found = [
        edition.desk(edition.context(Said(on=on))).answer(Subject("Imbarugo Optics Ltd")).listings
        for on in ("2021-06-01", "2022-06-01", "2026-11-25")
    ]

    assert [len(some) for some in found] == [1, 0, 1]
    assert path.with_suffix(".lists").is_dir() is is_kept
    edition.retire()
