"""Waivers: none without reason, office and end; each state on its day."""

import pytest

from barred.errors import UsageProblem
from barred.ledger.ledger import Ledger
from barred.ledger.log import read_log
from barred.ledger.waivers import add_waiver, list_waivers, note_uses, read_waivers, revoke_waiver
from barred.model.truth import Truth
from barred.model.waiver import Waiver
from tests.ledger.acts import by

GRANTED = Waiver("", "model", "EX-200", ("law",), "spares", "the head", "2026-03-01", "2026-12-31")


@pytest.mark.parametrize(
    ("day", "is_used", "state"),
    [
        ("2026-02-28", False, "coming"),
        ("2026-03-01", False, "unused"),
        ("2026-03-01", True, "active"),
        ("2026-12-01", True, "ending"),
        ("2026-12-01", False, "unused"),
        ("2026-12-30", True, "ending"),
        ("2026-12-31", True, "expired"),
        ("2027", False, "expired"),
    ],
)
def test_states_by_day(ledger: Ledger, day: str, is_used: bool, state: str) -> None:  # noqa: FBT001 - a case
    """The first day counts and the last one no more; what never covered anything is told as such."""
    kept = add_waiver(ledger, GRANTED, deed=by())
    if is_used:
        note_uses(ledger, [kept.waiver.id], on="2026-03-05")

    [found] = list_waivers(ledger)

    assert found.state(day, ending_from="2027-01-15" if day.startswith("2026-12") else "2026-04-01") == state


def test_a_revoked_waiver_covered_until_then(ledger: Ledger) -> None:
    """Taking back works from the day of the deed on, and what was before stays as it was."""
    kept = add_waiver(ledger, GRANTED, deed=by())
    revoke_waiver(ledger, kept.waiver.id, reason="misused", deed=by("the head"))

    [found] = list_waivers(ledger)

    assert found.state("2026-03-02", ending_from="2026-04-01") == "revoked"
    assert found.waiver.covers_on("2026-03-01") is Truth.YES
    assert found.waiver.covers_on("2026-03-02") is Truth.NO
    assert found.waiver.covers_on("2026-03") is Truth.OPEN
    with pytest.raises(UsageProblem, match="taken back already"):
        revoke_waiver(ledger, kept.waiver.id, reason="again", deed=by())


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("scope", "everything"), ("value", " "), ("reason", ""), ("approved_by", ""), ("restrictions", ()),
        ("expires", ""), ("expires", "2026-12"), ("expires", "soon"), ("expires", "2026-03-01"),
        ("granted", "2026"),
    ],
)  # fmt: skip
def test_a_waiver_with_a_part_missing_is_refused(ledger: Ledger, part: str, value: object) -> None:
    """Each part is there, and a waiver without an end is none."""
    with pytest.raises(UsageProblem):
        add_waiver(ledger, GRANTED._replace(**{part: value}), deed=by())  # type: ignore[arg-type]

    assert (list_waivers(ledger), read_log(ledger)) == ([], [])


def test_ids_are_given_or_made_and_never_twice(ledger: Ledger) -> None:
    """Without an id it gets one by its number in the log."""
    own = add_waiver(ledger, GRANTED._replace(id="W-7", place="us"), deed=by())
    made = add_waiver(ledger, GRANTED, deed=by())

    assert (own.waiver.id, made.waiver.id) == ("W-7", "waiver-2")
    assert [one.waiver for one in list_waivers(ledger)] == [own.waiver, made.waiver]
    with pytest.raises(UsageProblem, match="already"):
        add_waiver(ledger, GRANTED._replace(id="W-7"), deed=by())


def test_reading_tells_up_to_which_entry_it_saw(ledger: Ledger) -> None:
    """What comes later has a higher number, so nobody overlooks it."""
    first = add_waiver(ledger, GRANTED, deed=by())
    kept, seen = read_waivers(ledger)
    second = add_waiver(ledger, GRANTED, deed=by())

    assert ([one.added for one in kept], seen) == ([first.added], first.added)
    assert second.added > seen
