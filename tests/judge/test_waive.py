"""Waivers in a verdict: what they cover is marked and never hidden, and nothing is guessed."""

import pytest

from barred.judge.decide import decide, decide_candidate
from barred.judge.waive import Leave, waive
from barred.model.candidate import Candidate, Signal
from barred.model.question import Context, Subject
from barred.model.restriction import Scope, Target
from barred.model.verdict import Verdict
from barred.model.waiver import Waiver
from tests.shelf import Shelf, asked, law, maker

SUBJECT = Subject("Acme EX-200", "row", "q.csv", 2, {"brand": "ACME", "model": "EX-200", "identifier": "cam 7"})
SIGNALS = (Signal("model-grammar", "EX-200", 5.0, "test"),)
ACME = Candidate("acme", "Acme", None, 0.99, "confirmed", SIGNALS)
SITES = Scope(binds=("us/federal/executive-agency",), conduct=("procure",))


def waiver(scope: str = "organisation", value: str = "acme", **parts: object) -> Waiver:
    """Make a waiver of law l for the year 2020."""
    made = Waiver("w", scope, value, ("l",), "spares", "the head", "2020-01-01", "2021-01-01")
    return made._replace(**parts)  # type: ignore[arg-type]


def verdict(
    *waivers: Waiver, context: Context | None = None, candidates: tuple[Candidate, ...] = (ACME,), laws: int = 1
) -> Verdict:
    """Judge the subject under law l, and further ones of other names, with some waivers on record."""
    case = context or asked("2020-06-01")
    some = [law(f"l{n or ''}", target=Target("acme"), scope=SITES) for n in range(laws)]
    shelf = Shelf(maker("acme"), maker("beta"), law("b", target=Target("beta"), scope=SITES), *some)
    leave = Leave(waivers, case, shelf)
    decided = [(one, decide_candidate(one, case, book=shelf)) for one in candidates]
    waived = [(one, waive(decision, one, subject=SUBJECT, leave=leave)) for one, decision in decided]
    return decide(SUBJECT, waived, context=case, book=shelf)


def test_what_a_waiver_covers_is_waived_and_shown() -> None:
    """The restriction still applies, is marked, and tells who approved it and until when."""
    found = verdict(waiver())

    [judgement] = found.restrictions
    assert (found.outcome, judgement.applies, judgement.waived, judgement.waivers) == ("waived", "yes", True, ("w",))
    assert "until 2021-01-01, approved by the head: spares" in judgement.why[-1].text


@pytest.mark.parametrize(("scope", "value"), [
    ("organisation", "acme"), ("brand", "Acme"), ("brand", "a c m e"), ("model", "EX 200"), ("model", "ex-200"),
    ("asset", "CAM-7"), ("site", "government"),
])  # fmt: skip
def test_each_scope_covers_what_it_names(scope: str, value: str) -> None:
    """Case and signs do not matter, and a kind of site takes in the narrower ones."""
    context = asked("2020-06-01", site="government/sensitive")

    assert verdict(waiver(scope, value), context=context).outcome == "waived"


@pytest.mark.parametrize(("scope", "value"), [
    ("organisation", "beta"), ("brand", "Acm"), ("model", "EX-2000"), ("model", "EX"), ("asset", "cam 70"),
    ("site", "home"), ("site", "government/sensitive"), ("brand", "!"),
])  # fmt: skip
def test_each_scope_covers_nothing_else(scope: str, value: str) -> None:
    """A part of a name is another name, and a narrower site than the one stated is not met."""
    context = asked("2020-06-01", site="government")

    assert verdict(waiver(scope, value), context=context).outcome == "barred"


@pytest.mark.parametrize(("day", "outcome", "told"), [
    ("2019-12-31", "barred", "covers only from 2020-01-01"), ("2020-01-01", "waived", "until"),
    ("2020-12-31", "waived", "until"), ("2021-01-01", "barred", "ended on 2021-01-01"),
    ("2020", "waived", "until"), ("2020-12", "waived", "until"),
])  # fmt: skip
def test_the_days_of_a_waiver(day: str, outcome: str, told: str) -> None:
    """It covers from its first day up to the eve of its last; one that ended is told."""
    found = verdict(waiver(), context=asked(day))

    assert found.outcome == outcome
    assert told in found.restrictions[0].why[-1].text


def test_a_month_that_it_covers_in_part() -> None:
    """Where some days of what was asked are not covered, it is not covered."""
    found = verdict(waiver(expires="2020-06-15"), context=asked("2020-06"))

    assert found.outcome == "barred"
    assert found.restrictions[0].why[-1].value == "open"


@pytest.mark.parametrize(("place", "outcome"), [("us-ca", "waived"), ("us", "barred"), (None, "barred")])
def test_a_waiver_for_a_place_needs_the_place(place: str | None, outcome: str) -> None:
    """A place that nobody stated, or a wider one, is not met."""
    assert verdict(waiver(place="us-ca"), context=asked("2020-06-01", place=place)).outcome == outcome


def test_a_second_restriction_still_bars() -> None:
    """A waiver is for the restrictions that it names and for no other."""
    found = verdict(waiver(), laws=2)

    assert found.outcome == "barred"
    assert {one.id: one.waived for one in found.restrictions} == {"l": True, "l1": False}


def test_a_second_party_still_bars() -> None:
    """Leave for one of two makers in a line is no leave for the other."""
    beta = Candidate("beta", "Beta", None, 0.98, "confirmed", (Signal("name-brand", "Beta", 5.0, "test"),))

    assert verdict(waiver(), candidates=(ACME, beta)).outcome == "barred"


def test_a_waiver_of_what_does_not_apply_changes_nothing() -> None:
    """Where nothing binds there is nothing to waive."""
    context = asked("2020-06-01", party="gb/council")

    assert verdict(waiver(), context=context) == verdict(context=context)


def test_of_two_waivers_one_is_enough() -> None:
    """Both are told, and only the one in force covers."""
    found = verdict(waiver(id="old", expires="2020-02-01"), waiver(id="new"))

    assert found.outcome == "waived"
    assert found.restrictions[0].waivers == ("new",)
    assert "old ended on 2020-02-01" in [one.text for one in found.restrictions[0].why]


@pytest.mark.parametrize("unstated", ["asker", "conduct"])
def test_leave_covers_what_only_may_bind(unstated: str) -> None:
    """Whatever the answer, nothing would bar: waived, still shown as open, and nothing is asked."""
    context = Context(**{**asked("2020-06-01")._asdict(), unstated: None})

    bare, found = verdict(context=context), verdict(waiver(), context=context)

    [judgement] = found.restrictions
    assert (bare.outcome, found.outcome) == ("depends", "waived")
    assert (judgement.applies, judgement.waived, judgement.waivers) == ("open", True, ("w",))
    assert "until 2021-01-01, approved by the head: spares" in judgement.why[-1].text
    assert bare.questions
    assert not found.questions


def test_leave_that_ended_covers_nothing_open() -> None:
    """What only may bind depends again, with its question, from the day on which the waiver ends."""
    context = Context(**{**asked("2021-01-01")._asdict(), "conduct": None})

    found = verdict(waiver(), context=context)

    assert (found.outcome, [one.part for one in found.questions]) == ("depends", ["conduct"])


def test_what_is_open_beside_a_waiver_is_asked() -> None:
    """A second restriction without leave still depends, and the questions are those of it alone."""
    context = Context(**{**asked("2020-06-01")._asdict(), "conduct": None})

    found = verdict(waiver(), context=context, laws=2)

    assert found.outcome == "depends"
    assert [one.restrictions for one in found.questions] == [("l1",)]


def test_leave_covers_who_is_only_possible() -> None:
    """Either it is theirs and waived, or it is not theirs."""
    doubtful = ACME._replace(band="possible", probability=0.3)

    bare, found = verdict(candidates=(doubtful,)), verdict(waiver(), candidates=(doubtful,))

    assert (bare.outcome, found.outcome) == ("depends", "waived")
    assert [(one.applies, one.waived) for one in found.restrictions] == [("open", True)]


@pytest.mark.parametrize(("band", "outcome", "shown"), [
    ("confirmed", "depends", ("open", False)), ("possible", "waived", ("yes", True)),
])  # fmt: skip
def test_what_may_bind_another_does_not_hide_behind_leave(band: str, outcome: str, shown: tuple[str, bool]) -> None:
    """One restriction, two parties, leave for one: what is open for the other is shown, unless it is hardly meant."""
    context = asked("2020-06-01")
    law_of_both = law("l", target=Target("acme"), scope=SITES)._replace(
        targets=(Target("acme"), Target("beta", since="2020"))
    )
    shelf = Shelf(maker("acme"), maker("beta"), law_of_both)
    beta = Candidate("beta", "Beta", None, 0.98, band, (Signal("name-brand", "Beta", 5.0, "test"),))
    leave = Leave([waiver()], context, shelf)
    held = [(one, decide_candidate(one, context, book=shelf)) for one in (ACME, beta)]

    found = decide(SUBJECT, [(one, waive(some, one, subject=SUBJECT, leave=leave)) for one, some in held],
                   context=context, book=shelf)  # fmt: skip

    assert (found.outcome, [(one.applies, one.waived) for one in found.restrictions]) == (outcome, [shown])
    assert bool(found.questions) is (outcome == "depends")
