"""Checks, saved subjects and cleared pairs: what goes in comes out, and what is replaced is gone."""

import pytest

from barred.errors import UsageProblem
from barred.ledger.checks import Check, KeptVerdict, keep_check, list_checks, verdicts_of
from barred.ledger.clearings import Clearing, add_clearing, list_clearings, revoke_clearing
from barred.ledger.contents import contents
from barred.ledger.ledger import Ledger
from barred.ledger.log import read_log
from barred.ledger.saved import (
    SavedSubject,
    Stamp,
    list_collections,
    read_saved,
    remove_collection,
    restamp_saved,
    save_subjects,
    update_saved,
)
from tests.ledger.acts import by

CHECK = Check("quote", {"on": "2026-03-02"}, "sha256:0", "1", [{"name": "q.csv", "digest": "sha256:1"}], {"barred": 2})
ONE = SavedSubject(
    "quote", "q.csv:2", {"text": "Acme", "file": "q.csv", "row": 2}, "sha256:2", {"asker": ""}, "2026-03-02",
    "sha256:0", "1", 0, "barred", {"outcome": "barred"}, {"name_key": ["acme"]}, {"organisation": ["acme"]},
)  # fmt: skip
PAIR = Clearing("quote", "q.csv:2", "Acme", "sha256:2", "acme", "sha256:3", "a bakery")


def verdicts(count: int) -> list[KeptVerdict]:
    """Make verdicts, every third of them clear."""
    return [
        KeptVerdict(n, {"text": f"row {n}"}, "barred" if n % 3 else "clear", {"kind": n % 3})
        for n in range(1, count + 1)
    ]


def save(ledger: Ledger, *subjects: SavedSubject, files: tuple[str, ...] = ()) -> None:
    """Save subjects as a change of their own."""
    with ledger.change(by()) as change:
        save_subjects(change, "quote", subjects=subjects, files=files)


def test_a_check_comes_back_with_its_verdicts(ledger: Ledger) -> None:
    """All rows in order, by pages and by outcome; what they share is kept once."""
    with ledger.change(by("the till")) as change:
        kept = keep_check(change, CHECK, verdicts=verdicts(2_500))

    assert list_checks(ledger) == [kept]
    assert (kept.id, kept.actor, kept.inputs) == ("check-1", "the till", CHECK.inputs)
    assert verdicts_of(ledger, kept.id) == verdicts(2_500)
    assert [one.number for one in verdicts_of(ledger, kept.id, outcomes=["clear"], after=6, most=2)] == [9, 12]
    assert contents(ledger).rows["bodies"] == 3
    assert [one.action for one in read_log(ledger)] == ["check.keep"]


def test_a_check_without_rows_is_kept_too(ledger: Ledger) -> None:
    """That nothing was found to check is a result."""
    with ledger.change(by()) as change:
        kept = keep_check(change, CHECK, verdicts=[])

    assert verdicts_of(ledger, kept.id) == []


def test_saved_subjects_come_back(ledger: Ledger) -> None:
    """As they went in, with a number."""
    save(ledger, ONE, ONE._replace(spot="q.csv:3"))

    found = [*read_saved(ledger)]

    assert [one._replace(id=0) for one in found] == [ONE, ONE._replace(spot="q.csv:3")]
    assert [(one.name, one.subjects, one.on) for one in list_collections(ledger)] == [("quote", 2, "2026-03-02")]
    assert [*read_saved(ledger, collections=["another"])] == []


def test_saving_a_file_again_replaces_it_whole(ledger: Ledger) -> None:
    """Rows that the new version of a file no longer has are gone; other files stay."""
    other = ONE._replace(spot="q.csvx:2")
    save(ledger, ONE, ONE._replace(spot="q.csv:9"), other, files=("q.csv", "q.csvx"))
    save(ledger, ONE._replace(outcome="noted"), files=("q.csv",))

    assert {one.spot: one.outcome for one in read_saved(ledger)} == {"q.csv:2": "noted", "q.csvx:2": "barred"}


def test_the_signs_of_a_pattern_in_a_name_are_only_signs(ledger: Ledger) -> None:
    """A file called %.csv replaces itself and nothing else."""
    save(ledger, ONE, ONE._replace(spot="%.csv:2"))
    save(ledger, ONE._replace(spot="%.csv:5"), files=("%.csv",))

    assert {one.spot for one in read_saved(ledger)} == {"q.csv:2", "%.csv:5"}


def test_thousands_of_subjects_come_back_in_order(ledger: Ledger) -> None:
    """Pages of reading leave nobody out and give nobody twice."""
    save(ledger, *(ONE._replace(spot=f"q.csv:{n}") for n in range(2_345)))

    assert [one.spot for one in read_saved(ledger)] == [f"q.csv:{n}" for n in range(2_345)]


def test_an_answer_that_somebody_else_gave_meanwhile_stays(ledger: Ledger) -> None:
    """What was saved anew after it was read is not overwritten by what was found for the old."""
    save(ledger, ONE)
    [read] = read_saved(ledger)
    save(ledger, ONE._replace(subject={"text": "Beta"}, outcome="clear"))
    stamp = Stamp("2026-04-01", "sha256:9", "1", 5)

    with ledger.change(by()) as change:
        update_saved(change, [(read, read._replace(outcome="noted"))])
        restamp_saved(change, [(read.id, read.seen)], stamp=stamp)

    [found] = read_saved(ledger)
    assert (found.outcome, found.on, found.subject) == ("clear", "2026-03-02", {"text": "Beta"})


def test_an_answer_that_still_holds_gets_a_new_stamp(ledger: Ledger) -> None:
    """Day, snapshot, program and log are new; the rest is as it was."""
    save(ledger, ONE)
    [read] = read_saved(ledger)
    stamp = Stamp("2026-04-01", "sha256:9", "2", 5)

    with ledger.change(by()) as change:
        restamp_saved(change, [(read.id, read.seen)], stamp=stamp)

    assert [*read_saved(ledger)] == [read._replace(**stamp._asdict())]


def test_what_is_removed_is_gone_and_logged(ledger: Ledger) -> None:
    """Nothing saved under a name is an error."""
    save(ledger, ONE)

    assert remove_collection(ledger, "quote", deed=by()) == 1
    assert [*read_saved(ledger)] == []
    assert read_log(ledger)[-1].action == "subjects.remove"
    with pytest.raises(UsageProblem, match="nothing is saved as 'quote'"):
        remove_collection(ledger, "quote", deed=by())


def test_a_pair_is_cleared_replaced_and_taken_back(ledger: Ledger) -> None:
    """Each step stays on record."""
    first = add_clearing(ledger, PAIR, deed=by("one office"))
    second = add_clearing(ledger, PAIR._replace(reason="seen again"), deed=by("another office"))
    last = revoke_clearing(ledger, second.id, reason="mistaken", deed=by("the head"))

    assert [(one.id, one.revoked, one.revoked_by) for one in list_clearings(ledger)] == [
        (first.id, second.added, "another office"),
        (second.id, last.revoked, "the head"),
    ]
    assert [one.action for one in read_log(ledger)] == ["pair.clear", "pair.clear", "pair.unclear"]
    with pytest.raises(UsageProblem, match="taken back already"):
        revoke_clearing(ledger, second.id, reason="again", deed=by())
    with pytest.raises(UsageProblem, match="for a reason"):
        add_clearing(ledger, PAIR._replace(reason=" "), deed=by())
