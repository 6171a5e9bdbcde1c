"""What official lists say of a subject is told beside the verdict, and counts where a restriction rests on the list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.model.waiver import Waiver
from barred.publishing.overlays.overlay import source_id
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.names.kept_lists import kept_lists
from barred.screening.names.list_hits import ListHits
from barred.screening.names.open_lists import open_lists
from barred.screening.snapshot_index import SnapshotIndex
from tests.screening.laid import BARE, ENTRIES, RESTED, laid_snapshot


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The built-in directory with two small lists laid over it."""
    opened = Snapshot(laid_snapshot(tmp_path_factory.mktemp("lists")))
    yield opened
    opened.close()


def verdict(book: Snapshot, text: str, *, on: str = "2026-11-25", asker: str = "", known: str = "") -> Verdict:
    """Answer about buying something."""
    said = Said(on=on, asker=asker or "us/federal/executive-agency/defense", conduct="procure", known=known)
    context = understand(said, book=book)
    desk = Desk(context, book=book, index=SnapshotIndex(book), lists=open_lists(book, context))
    return desk.answer(Subject(text))


def told(found: Verdict) -> list[tuple[str, str, str]]:
    """Give class, list and entry of the listings of a verdict."""
    return [(one.answer, one.list, one.entry) for one in found.listings]


def test_without_lists_there_is_nothing_to_open(snapshot: Snapshot) -> None:
    """The built-in directory has none, and its verdicts tell of none."""
    context = understand(Said(on="2026-11-25"), book=snapshot)

    assert open_lists(snapshot, context) is None
    assert verdict(snapshot, "Hikvision").listings == ()


def test_a_listing_on_which_nothing_rests_changes_no_outcome(listed: Snapshot) -> None:
    """It is told with its days, its source and when the list was read, and the source is cited."""
    found = verdict(listed, "BRONTALIS QUAYSIDE TRADING L.L.C.")

    [one] = found.listings
    assert (found.outcome, found.candidates, found.restrictions) == ("unidentified", (), ())
    assert (one.answer, one.list, one.title, one.entry) == ("same", BARE, f"List {BARE}", "4")
    assert (one.since, one.source, one.imported, one.restrictions) == ("2020", source_id(BARE), "2026-11-01", ())
    assert [each.source for each in found.citations] == [source_id(BARE)]


def test_a_restriction_that_rests_on_the_list_reaches_its_entries(listed: Snapshot) -> None:
    """It bars whom it binds, says by which entry, and is only noted for others and before the listing."""
    bound = verdict(listed, "Veloptic Digital Technology")
    other = verdict(listed, "Veloptic Digital Technology", asker="us/company")
    before = verdict(listed, "Veloptic Digital Technology", on="2026-01-30")

    applying = {one.id: one for one in bound.restrictions if one.applies == "yes"}
    assert (bound.outcome, other.outcome, before.outcome) == ("barred", "noted", "unidentified")
    assert list(applying) == ["us-dod-s805-2026"]
    assert "entry 1 of the list" in applying["us-dod-s805-2026"].why[0].text
    assert "us-dod-s805-2026" in bound.listings[0].restrictions
    assert before.listings == ()


def test_what_may_be_somebody_else_bars_nobody(listed: Snapshot) -> None:
    """A name that is no more than possibly the entry leaves the answer open, and asks."""
    found = verdict(listed, "Veloptik Digital Technlogy")

    assert [one.score < 0.9 for one in found.listings] == [True]
    assert found.outcome == "depends"
    assert [one.part for one in found.questions] == ["subject"]


def test_an_organisation_is_listed_however_it_is_spelt(listed: Snapshot) -> None:
    """The import said which organisation the entry is; who belongs to it is related."""
    assert told(verdict(listed, "海康威视")) == [("same", RESTED, "2")]
    assert told(verdict(listed, "HIKVISION DS-2CD2143G2-I dome camera")) == [("same", RESTED, "2")]
    assert told(verdict(listed, "Hikvision USA, Inc.")) == [("related", RESTED, "2")]


def test_listings_of_a_known_organisation_take_nothing_away(snapshot: Snapshot, listed: Snapshot) -> None:
    """Every restriction that stood before stands as it stood."""
    bare, beside = verdict(snapshot, "Hikvision"), verdict(listed, "Hikvision")

    standing = {one.id: one.applies for one in beside.restrictions}
    assert bare.restrictions
    assert all(standing[one.id] == one.applies for one in bare.restrictions)
    assert bare.outcome == beside.outcome == "barred"
    assert bare.candidates == beside.candidates


def test_a_waiver_is_not_undone_by_a_listing(listed: Snapshot) -> None:
    """What was waived for an organisation that a restriction names stays waived where a list names it too."""
    said = Said(on="2026-11-25", asker="us/federal/executive-agency/defense", conduct="procure")
    context = understand(said, book=listed)
    bare = Desk(context, book=listed, index=SnapshotIndex(listed)).answer(Subject("Hikvision"))
    binding = tuple(one.id for one in bare.restrictions if one.applies == "yes")
    waiver = Waiver("w", "organisation", "hikvision", binding, "spares", "the head", "2026-01-01", "2027-01-01")

    lists = open_lists(listed, context)
    found = Desk(context, book=listed, index=SnapshotIndex(listed), waivers=[waiver], lists=lists).answer(
        Subject("Hikvision")
    )

    assert "us-dod-s805-2026" in binding
    assert found.outcome == "waived"
    assert told(found) == [("same", RESTED, "2")]


@pytest.mark.parametrize(
    ("on", "known", "is_told"),
    [
        ("2021-06-01", "", True),
        ("2022-01-31", "", False),
        ("2026-01-30", "", False),
        ("2026-01-31", "", True),
        ("2026-11-25", "2019-12-31", False),
        ("2023-01-01", "2021-12-31", True),
        ("2023-01-01", "2022-06-01", False),
    ],
)
def test_entries_are_told_on_the_days_on_which_they_stood(
    on: str, known: str, listed: Snapshot, *, is_told: bool
) -> None:
    """An entry that ended and came back stood twice; what came after the day of knowledge was not known."""
    found = verdict(listed, "Imbarugo Optics Ltd", on=on, known=known)

    assert told(found) == ([("same", RESTED, "3")] if is_told else [])


def test_many_names_are_answered_as_each_alone(listed: Snapshot) -> None:
    """A column, with nulls and long texts, gives what single names give."""
    context = understand(Said(on="2026-11-25"), book=listed)
    hits = ListHits(kept_lists(listed), listed, context)
    names = [name for _, _, name, *_ in ENTRIES] + [None, "", "Quay", "a " * 20 + "Imbarugo Optics Ltd"]

    together = hits.same_as(names)

    assert together == [hits.same_as([name])[0] for name in names]
    assert [len(some) for some in together] == [1, 1, 1, 1, 1, 0, 0, 0, 0]


def test_lists_opened_once_answer_in_every_case(listed: Snapshot) -> None:
    """As those opened for that case alone, and the first case stays what it was."""
    first = understand(Said(on="2026-11-25"), book=listed)
    cases = [understand(Said(on=on), book=listed) for on in ("2021-06-01", "2022-01-31", "2026-01-31")]
    names = [name for _, _, name, *_ in ENTRIES]
    hits = open_lists(listed, first)
    assert hits is not None
    before = hits.same_as(names)

    for case in cases:
        alone = ListHits(kept_lists(listed), listed, case)
        assert hits.on(case).same_as(names) == alone.same_as(names)
        assert hits.on(case).of_organisations(["hikvision"]) == alone.of_organisations(["hikvision"])

    assert hits.same_as(names) == before


def test_the_index_is_kept_beside_the_snapshot(listed: Snapshot) -> None:
    """It is opened the next time; what is damaged there is built anew, and answers as before."""
    folder = listed.path.with_suffix(".lists")
    first = [kept_lists(listed).name(at) for at in range(len(ENTRIES))]
    made = (folder / "index.json").stat().st_mtime_ns
    kept_lists(listed)
    is_same = (folder / "index.json").stat().st_mtime_ns == made
    (folder / "near-codes.npy").unlink()

    again = [kept_lists(listed).name(at) for at in range(len(ENTRIES))]

    assert is_same
    assert again == first
    assert (folder / "near-codes.npy").exists()


def test_where_nothing_can_be_kept_the_index_is_built_each_time(listed: Snapshot, tmp_path: Path) -> None:
    """A file in its place stands for a folder that cannot be written."""
    snapshot = tmp_path / "other.snapshot"
    snapshot.write_bytes(listed.path.read_bytes())
    (tmp_path / "other.lists").touch()

    found = kept_lists(Snapshot(snapshot))

    assert len(found.index.names) == len(ENTRIES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.lists", "other.snapshot"]
