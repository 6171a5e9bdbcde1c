"""The decision on one device: by outcome, by moment, and when no verdict can be given."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import SnapshotProblem, UsageProblem
from barred.gate.admit import admission_data, admit, fail
from barred.gate.device import Device, device_subject, read_device
from barred.gate.instant import day_at, next_day, read_instant
from barred.gate.policy import DECISIONS, FAILURE, Policy, read_policy
from barred.model.question import Context, Subject
from barred.model.verdict import NOTICE, OUTCOMES, Judgement, Verdict

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo")


def verdict(outcome: str, subject: Subject, on: str) -> Verdict:
    """Give a verdict that has nothing but an outcome."""
    return Verdict(subject, Context(on), outcome, (), (), (), (), (), "sha256:0", NOTICE)


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_decided_as_it_is_set(outcome: str, decision: str) -> None:
    """And the other outcomes keep their defaults."""
    policy = read_policy([f"{outcome}={decision}"])

    found = admit(Device(brand="Any"), NOON, policy=policy, answer=lambda subject, on: verdict(outcome, subject, on))

    assert (found.decision, found.outcome) == (decision, outcome)
    assert {name: policy.decisions[name] for name in policy.decisions if name != outcome} == {
        name: value for name, value in Policy().decisions.items() if name != outcome
    }


def test_by_default_only_what_is_certainly_barred_is_denied_and_nothing_unknown_is_let_in() -> None:
    """What depends, what nobody recognised and what failed is asked about."""
    assert Policy().decisions == {
        "barred": "deny", "depends": "ask", "waived": "allow", "noted": "allow", "clear": "allow",
        "unidentified": "ask", FAILURE: "ask",
    }  # fmt: skip
    assert set(Policy().decisions) == {*OUTCOMES, FAILURE}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_failure_is_decided_as_it_is_set_and_holds_for_no_time(decision: str) -> None:
    """The directory cannot be read: no verdict, and the next question is decided anew."""
    policy = read_policy([f"failure={decision}"])

    def broken(_: Subject, __: str) -> Verdict:
        raise SnapshotProblem("damaged")

    found = admit(Device(brand="Any"), NOON, policy=policy, answer=broken)

    assert (found.decision, found.outcome, found.verdict) == (decision, FAILURE, None)
    assert found.valid_until == NOON
    assert found == fail(NOON, "damaged", policy=policy)
    assert "snapshot" not in admission_data(found)


@pytest.mark.parametrize("word", ["barred", "barred=", "barred=yes", "colour=deny", "=deny", "deny"])
def test_a_word_that_sets_nothing_is_told(word: str) -> None:
    """With the outcomes and decisions that there are."""
    with pytest.raises(UsageProblem, match="sets nothing") as raised:
        read_policy([word])

    assert "unidentified" in raised.value.remedy
    assert "ask" in raised.value.remedy


@pytest.mark.parametrize("zone", ["", "Atlantis", "../etc/passwd", "/etc/localtime", "Europe"])
def test_a_zone_that_nobody_knows_is_told(zone: str) -> None:
    """Whatever it is taken for."""
    with pytest.raises(UsageProblem, match="no time zone"):
        read_policy([], zone=zone)


@given(
    moment=st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - the zone follows
    zone=st.sampled_from(ZONES),
)
def test_a_decision_holds_to_the_last_second_of_its_day_and_no_longer(moment: datetime, zone: str) -> None:
    """By a slow look at the clock of the zone, days of 23 and 25 hours and a day left out included."""
    at = moment.replace(tzinfo=UTC)

    on, until = day_at(at, zone=zone), next_day(at, zone=zone)

    def local(instant: datetime) -> str:
        return instant.astimezone(ZoneInfo(zone)).date().isoformat()

    assert on == local(at)
    assert at < until
    assert local(until.astimezone(UTC) - timedelta(seconds=1)) == on
    assert local(until.astimezone(UTC)) > on


def test_the_day_of_the_zone_is_asked_about() -> None:
    """The same moment is another day elsewhere."""
    asked: list[str] = []

    def answer(subject: Subject, on: str) -> Verdict:
        asked.append(on)
        return verdict("clear", subject, on)

    for zone in ("UTC", "Pacific/Auckland", "America/New_York"):
        admit(Device(brand="Any"), datetime(2026, 3, 1, 0, 30, tzinfo=UTC), policy=Policy(zone=zone), answer=answer)
    admit(
        Device(brand="Any"),
        datetime(2026, 2, 28, 12, tzinfo=UTC),
        policy=Policy(zone="Pacific/Auckland"),
        answer=answer,
    )

    assert asked == ["2026-03-01", "2026-03-01", "2026-02-28", "2026-03-01"]


@pytest.mark.parametrize(
    "text", ["", "noon", "2026-03-01", "2026-03-01T00:00:00", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+23:59"]
)
def test_what_is_no_moment_is_told(text: str) -> None:
    """A day alone is none, and neither is a clock without its zone."""
    with pytest.raises(UsageProblem) as raised:
        read_instant(text, where="--at")

    assert raised.value.where == "--at"


def test_the_end_of_the_calendar_is_told() -> None:
    """No traceback from a clock that is set wrong."""
    with pytest.raises(UsageProblem, match="end of the calendar"):
        day_at(read_instant("9999-12-31T23:59:59Z"), zone="Asia/Kolkata")


def test_a_device_is_a_subject_with_its_columns() -> None:
    """Each part in its field; an address that the device made up points to nobody."""
    known = read_device(maker=" Acme  Ltd ", brand="Acme", model="X-1", mac="00-1A-3F-12-34-56")
    made_up = read_device(mac="021a3f123456")

    assert device_subject(known).fields == {
        "organisation": "Acme Ltd", "brand": "Acme", "model": "X-1", "identifier": "00:1a:3f:12:34:56",
    }  # fmt: skip
    assert device_subject(made_up).fields == {}
    with pytest.raises(UsageProblem, match="nothing is known"):
        read_device(brand="  ")


@pytest.mark.parametrize("applies", ["yes", "open"])
def test_what_is_waived_is_named(applies: str) -> None:
    """Also where the restriction only may apply."""
    judged = Judgement("l", "Law L", applies, "in-force", waived=True, why=(), citations=(), waivers=("w",))

    found = admit(
        Device(brand="Any"),
        NOON,
        policy=Policy(),
        answer=lambda subject, on: verdict("waived", subject, on)._replace(restrictions=(judged,)),
    )

    assert (found.decision, found.reason) == ("allow", "waived: Law L [l]")
