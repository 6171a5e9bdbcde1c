"""An overlay of lists: the same bytes change nothing, what is gone ends, and nobody's person is kept."""

from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.lists.entry import ListFile
from barred.publishing.overlays.entry_matches import Matches
from barred.publishing.overlays.find_listing import find_listings, imported_lists
from barred.publishing.overlays.import_list import Edition, Told, import_list
from barred.publishing.overlays.overlay import read_overlay

HEADER = (
    "schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,notes,source_url\n"
)
FIRMS = ("Quay Optics Ltd", "Pier Optics Ltd", "Mole Optics Ltd")
NOBODY = Matches({})


def edition(*names: str, on: str = "2026-01-01", key: str = "us-s1286") -> Edition:
    """Give an edition that lists some firms and one person."""
    rows = [f"Company,{name},,,Act,,,2020,,,China,,\n" for name in names]
    text = HEADER + "".join(rows) + "Person,Ann Roe,,,Act,,,2020,,,China,,\n"
    return Edition(key, (ListFile("list.csv", text.encode()),), on)


def load(folder: Path, one: Edition, *, matches: Matches = NOBODY, is_forced: bool = False) -> Told:
    """Import an edition."""
    return import_list(one, folder, matches=matches, is_forced=is_forced)


def content(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """Not a byte, even on another day."""
    load(tmp_path, edition(*FIRMS))
    before = content(tmp_path)

    told = load(tmp_path, edition(*FIRMS, on="2026-02-02"))

    assert not told.is_new
    assert content(tmp_path) == before
    assert len(before) == 4


def test_no_person_is_kept(tmp_path: Path) -> None:
    """A person is counted, and no file of the overlay has the name."""
    told = load(tmp_path, edition(*FIRMS))

    assert (told.types["person"], told.listings) == (1, 3)
    assert all(b"Roe" not in written for written in content(tmp_path).values())


def test_an_entry_that_is_gone_has_ended(tmp_path: Path) -> None:
    """On the day of the import that misses it; its name is still found, and a later import leaves the day."""
    load(tmp_path, edition(*FIRMS))

    told = load(tmp_path, edition(*FIRMS[:2], on="2026-02-02"))
    load(tmp_path, edition(*FIRMS[:2], "Weir Optics Ltd", on="2026-03-03"))

    [row] = find_listings("MOLE  optics, ltd", read_overlay(tmp_path))
    assert told.ended == 1
    overlay = read_overlay(tmp_path)
    stood = [bool(find_listings(FIRMS[2], overlay, on=day)) for day in ("2019", "2020", "2026-02-01", "2026-02-02")]
    assert stood == [False, True, True, False]
    assert (row["until"], row["ending"], row["since"]) == ("2026-02-02", "removed", "2020")


def test_an_entry_that_comes_back_has_both_periods(tmp_path: Path) -> None:
    """That it was off the list for a time is not forgotten."""
    load(tmp_path, edition(*FIRMS))
    load(tmp_path, edition(*FIRMS[:2], on="2026-02-02"))

    load(tmp_path, edition(*FIRMS, on="2026-03-03"))

    assert [row["until"] for row in find_listings(FIRMS[2], read_overlay(tmp_path))] == ["", "2026-02-02"]


@pytest.mark.parametrize("left", [0, 1])
def test_half_a_file_is_refused(tmp_path: Path, left: int) -> None:
    """An edition that lost more than half is taken only when the user says so."""
    firms = [f"Quay {number} Ltd" for number in range(8)]
    load(tmp_path, edition(*firms))
    before = content(tmp_path)

    with pytest.raises(FileProblem, match=rf"{left + 1} entries where the last import had 9.*--force"):
        load(tmp_path, edition(*firms[:left]))

    assert content(tmp_path) == before
    assert load(tmp_path, edition(*firms[:left]), is_forced=True).ended == 8 - left


def test_no_entries_at_all_are_refused(tmp_path: Path) -> None:
    """A file that has only its header left is no empty list, the first time neither."""
    with pytest.raises(FileProblem, match="0 entries"):
        load(tmp_path, Edition("us-s889", (ListFile("list.csv", HEADER.encode()),), "2026-01-01"))

    assert list(tmp_path.iterdir()) == []


def test_lists_do_not_touch_each_other(tmp_path: Path) -> None:
    """Importing one list leaves the rows of another as they were."""
    load(tmp_path, edition(*FIRMS))
    before = read_overlay(tmp_path)

    load(tmp_path, edition(*FIRMS[:1], key="us-s889"))

    after = read_overlay(tmp_path)
    assert [one for one in after.listings if one.list == "us-s1286"] == list(before.listings)
    assert [one for one in after.names if one.list == "us-s1286"] == list(before.names)


def test_an_entry_is_matched_when_only_one_organisation_has_its_name(tmp_path: Path) -> None:
    """A name that two bear decides nothing. What the directory learns later is taken up by the same bytes."""
    load(tmp_path, edition(*FIRMS))
    matches = Matches({"quay optics ltd": {"quay"}, "pier optics ltd": {"pier", "pier-gb"}})

    told = load(tmp_path, edition(*FIRMS), matches=matches)

    found = {one.title: (one.organisation, one.match) for one in read_overlay(tmp_path).listings}
    assert (told.is_new, told.matched) == (False, 1)
    assert found == {FIRMS[0]: ("quay", "name"), FIRMS[1]: ("", ""), FIRMS[2]: ("", "")}


def test_the_age_of_a_list_is_told(tmp_path: Path) -> None:
    """In days since the edition was imported; a list that never was has none."""
    load(tmp_path, edition(*FIRMS))

    rows = {row["list"]: row for row in imported_lists(read_overlay(tmp_path), on="2026-01-31")}

    assert (rows["us-s1286"]["days_ago"], rows["us-s1286"]["left_out"]) == (30, "person 1")
    assert rows["un-sc"]["days_ago"] is None


def test_a_table_of_another_shape_is_refused(tmp_path: Path) -> None:
    """Rows of a table that somebody changed are not written over."""
    load(tmp_path, edition(*FIRMS))
    path = tmp_path / "tables" / "listings.csv"
    path.write_text(path.read_text("utf-8").replace("programmes", "programs"), "utf-8")

    with pytest.raises(FileProblem, match="no table of an overlay"):
        load(tmp_path, edition(*FIRMS, "Weir Optics Ltd"))
