"""Traps that the collected texts hold, each against the records of the built-in directory.

The texts disagree, count badly, speak of refusals in the words of bans and lose their lists. A test says
what the records make of one such place, so that an edit cannot fall into it again.
"""

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.model.account import Statement
from barred.model.restriction import Restriction
from barred.text.fold import fold

BOTH = {"hikvision", "dahua"}


def is_binding(snapshot: Snapshot, key: str) -> bool:
    """Tell whether a measure can bar anything: by its action, and because it once came into force."""
    one = snapshot.restriction(key)
    in_force = {name for name, term in snapshot.vocabulary("stage").terms.items() if "in-force" in term.id}
    action = snapshot.vocabulary("action").terms[one.action]
    return bool(action.traits["is_binding"]) and bool({stage.stage for stage in one.stages} & in_force)


def aims(one: Restriction) -> set[str]:
    """Give the organisations that a restriction names."""
    return {target.organisation for target in one.targets if target.organisation}


def opposed_by(one: Statement) -> set[tuple[str, str]]:
    """Give how records speak against a statement, and which."""
    return {(objection.relation, objection.record) for objection in one.objections}


@pytest.mark.parametrize("key", [
    "gb-home-office-2022-allows", "us-adi-2023-continues", "us-asis-gsx-2022", "us-costco-2023-keeps",
    "nz-government-2023-no-action", "be-defence-2022", "gb-labour-2022-calls", "gb-67-mps-2022", "us-boycott-idea-2018",
    "gb-procurement-bill-2022-amendments", "us-gsa-2019-questions", "au-agd-2023-advice",
    "us-sia-2021-hikvision-resigns", "no-coe-2020-recommend", "no-norges-bank-2020-no-decision",
    "gb-dhsc-2022-reversal",
])  # fmt: skip
def test_what_is_no_ban_binds_nobody(snapshot: Snapshot, key: str) -> None:
    """Kept cameras, refusals, proposals, reviews and a member that left are recorded and bar nothing."""
    assert not is_binding(snapshot, key)


def test_one_act_is_of_one_day_whatever_year_names_it(snapshot: Snapshot) -> None:
    """Texts call the act after 2018, its signature, and 2019, its fiscal year; the stages hold the days."""
    act = snapshot.restriction("us-ndaa-2019-s889-a1a")

    assert [(stage.stage, stage.date) for stage in act.stages] == [
        ("adopted", "2018-08-13"),
        ("in-force", "2019-08-13"),
    ]
    assert "Fiscal Year 2019" in act.instrument
    assert "2018" in act.note
    assert "2019" in act.note


def test_the_federal_ban_names_all_five_makers(snapshot: Snapshot) -> None:
    """Some texts name two makers, some add relabelled goods, one adds Huawei and ZTE: the act has all."""
    act = snapshot.restriction("us-ndaa-2019-s889-a1a")

    assert aims(act) == {*BOTH, "hytera", "huawei", "zte"}
    assert {reach for target in act.targets for reach in target.reach} >= {"subsidiaries", "affiliates"}


def test_shares_of_dahua_stand_for_their_times(snapshot: Snapshot) -> None:
    """2.4 percent, 10 percent and owned by no government are three statements; none replaces another."""
    state = snapshot.figure("dahua-state-share-2020")
    carrier = snapshot.figure("china-mobile-dahua-share-2021")

    assert (state.value, carrier.value) == ("2.4", "10")
    assert carrier.id in state.conflicts
    assert state.id in carrier.conflicts
    assert "each for its time" in state.resolution
    assert snapshot.figure("hikvision-state-share-2020").value == "42"
    assert ("contradicts", carrier.id) in opposed_by(snapshot.statement("dahua-not-government-directed"))
    assert ("contradicts", state.id) in opposed_by(snapshot.statement("the-record-2021-07-state-owned"))


def test_contracts_in_xinjiang_are_not_reconciled(snapshot: Snapshot) -> None:
    """A billion for one, 1.2 billion for both and a garbled heading conflict, and no number is chosen."""
    about = snapshot.figure("dahua-xinjiang-police-projects")
    garbled = snapshot.figure("xinjiang-contracts-dahua-over-a-billion")
    both = snapshot.figure("xinjiang-contracts-both-2018")

    assert (about.bound, garbled.bound, both.value) == ("about", "more-than", "1200000000")
    assert {both.id, about.id} <= set(garbled.conflicts)
    assert garbled.resolution.startswith("None")
    assert "in place of the region" in garbled.note


def test_no_explanation_and_code_violations_both_stand(snapshot: Snapshot) -> None:
    """One report has no formal explanation, later ones a violated code: the statement carries the objection."""
    told = snapshot.statement("sia-2021-06-no-explanation")

    assert ("contradicts", "us-sia-2021-dahua") in opposed_by(told)
    assert "no formal explanation" in snapshot.restriction("us-sia-2021-dahua").note


def test_hikvision_left_and_was_not_expelled(snapshot: Snapshot) -> None:
    """The member resigned, facing expulsion by one account and bullied by its own."""
    left = snapshot.restriction("us-sia-2021-hikvision-resigns")

    assert (left.actor, left.action) == ("hikvision", "member-resigns")
    assert aims(snapshot.restriction("us-sia-2021-dahua")) == {"dahua"}
    assert snapshot.statement("hikvision-2021-07-resignation-bullying").speaker == "hikvision"


def test_over_900_and_almost_1000_keep_their_bounds(snapshot: Snapshot) -> None:
    """The audit and the newspaper conflict; the audit is to be used."""
    audit = snapshot.figure("au-2023-devices-audit")
    press = snapshot.figure("au-2023-devices-press")

    assert (audit.bound, audit.value) == ("more-than", "900")
    assert (press.bound, press.value) == ("about", "1000")
    assert (audit.conflicts, press.conflicts) == ((press.id,), (audit.id,))
    assert "Use more than 900" in audit.resolution


def test_a_base_and_certain_bases_are_told(snapshot: Snapshot) -> None:
    """One text has an air force base, another certain bases: one removal of one maker, with a note."""
    base = snapshot.restriction("au-raaf-edinburgh-2018")

    assert aims(base) == {"hikvision"}
    assert "certain bases" in base.note
    assert all(scope.sites == ("government/military",) for scope in base.scopes)


def test_not_acting_and_not_yet_are_one_refusal(snapshot: Snapshot) -> None:
    """New Zealand is recorded as declining, with both wordings noted."""
    one = snapshot.restriction("nz-government-2023-no-action")

    assert one.action == "decline-to-act"
    assert {stage.stage for stage in one.stages} == {"declined"}
    assert "not yet" in one.note


def test_the_kingdom_at_different_dates(snapshot: Snapshot) -> None:
    """No significant restrictions holds for October 2022 and not after November."""
    before = snapshot.statement("ipvm-2022-10-no-uk-restrictions")
    after = snapshot.restriction("gb-cabinet-office-2022-11")

    assert before.date < min(stage.date for stage in after.stages)
    assert is_binding(snapshot, after.id)


def test_bans_of_police_and_use_by_police_both_stand(snapshot: Snapshot) -> None:
    """31 percent of forces use the maker and a department allows it; that others have bans is noted."""
    assert snapshot.figure("police-forces-using-hikvision-31").value == "31"
    assert "both stand" in snapshot.restriction("gb-home-office-2022-allows").note


def test_an_order_has_a_day_for_each_step(snapshot: Snapshot) -> None:
    """Adopted in November 2022 and law only in February 2023: texts that give either are right."""
    stages = {stage.stage: stage.date for stage in snapshot.restriction("us-fcc-22-84").stages}

    assert stages == {"adopted": "2022-11-11", "announced": "2022-11-25", "in-force": "2023-02-06"}


def test_once_before_meets_an_earlier_letter(snapshot: Snapshot) -> None:
    """That sanctions were asked for only once before is narrowed by a letter of March 2019."""
    once = snapshot.statement("ipvm-2022-09-only-once")

    assert ("narrows", "us-magnitsky-2019-03-letter") in opposed_by(once)


def test_magnitsky_sanctions_were_never_in_force(snapshot: Snapshot) -> None:
    """A hearing, three letters and a plan: proposals, none of which ever bound anybody."""
    keys = [key for key in snapshot.ids("restriction") if "magnitsky" in key]

    assert len(keys) == 5
    for key in keys:
        assert {stage.stage for stage in snapshot.restriction(key).stages} == {"proposed"}
        assert not is_binding(snapshot, key)


def test_the_standards_body_took_both_makers_back(snapshot: Snapshot) -> None:
    """A block that one text tells of Hikvision alone, and a reactivation of both."""
    blocked = snapshot.restriction("intl-onvif-2019-hik-dahua")
    back = snapshot.restriction("intl-onvif-2022-reactivate")

    assert aims(blocked) == BOTH
    assert ("reversed", "2022-10") in {(stage.stage, stage.date) for stage in blocked.stages}
    assert aims(back) >= BOTH
    assert not is_binding(snapshot, back.id)
    assert "2020" in blocked.note


def test_the_first_city_is_recorded_once(snapshot: Snapshot) -> None:
    """A headline has an unnamed city and one maker, a list has Suffolk and both: one record, noted."""
    city = snapshot.restriction("us-va-suffolk-2018")

    assert aims(city) == BOTH
    assert "unnamed" in city.note
    assert snapshot.event("ipvm-2018-08-20-first-city").date == "2018-08-20"


def test_an_update_outdates_what_could_not_be_confirmed(snapshot: Snapshot) -> None:
    """One line leaves the system of Edinburgh open, an appended update names it."""
    stale = snapshot.statement("edinburgh-2022-11-vms-unconfirmed")
    update = snapshot.event("edinburgh-2022-12-12-genetec-photo")

    assert opposed_by(stale) == {("outdates", update.id)}
    assert stale.date < update.date


def test_a_tender_condition_is_no_ban_of_a_name(snapshot: Snapshot) -> None:
    """Edinburgh replaces what does not fit its system; whether it may buy is left open."""
    one = snapshot.restriction("gb-sct-edinburgh-2022")

    assert "technical-compatibility" in one.rationales
    assert not any("procure" in scope.conduct for scope in one.scopes)
    assert any("procure" in scope.unclear.get("conduct", []) for scope in one.scopes)


def test_ireland_is_an_open_part_of_the_ban_of_a_retailer(snapshot: Snapshot) -> None:
    """The letter is by the head of the UK and Ireland; whether Ireland is meant was not answered."""
    [scope] = snapshot.restriction("gb-tesco-2023").scopes

    assert scope.binds == ("org:tesco",)
    assert scope.places == ("gb",)
    assert "ie" in scope.unclear["places"]


def test_a_group_dropped_the_maker_that_it_named(snapshot: Snapshot) -> None:
    """One text implies that Avarn dropped both; its release names Hikvision."""
    one = snapshot.restriction("no-avarn-2021")

    assert aims(one) == {"hikvision"}
    assert "names both makers" in one.note


def test_people_detained_are_counted_three_ways(snapshot: Snapshot) -> None:
    """About a million, over a million and hundreds of thousands name each other."""
    counts = [snapshot.figure(f"xinjiang-detained-{name}") for name in (
        "campaign-2023", "over-a-million", "hundreds-of-thousands",
    )]  # fmt: skip

    assert [one.bound for one in counts] == ["about", "more-than", "unquantified"]
    for one in counts:
        assert set(one.conflicts) == {other.id for other in counts} - {one.id}


def test_sums_that_do_not_come_out_are_said(snapshot: Snapshot) -> None:
    """Eight years from 2015 to 2022, a product above its upper bound, rubles at no known rate."""
    years = snapshot.figure("dahua-share-level-years")
    product = snapshot.figure("cameras-outside-china-2023")

    assert [one.relation for one in years.objections] == ["differs"]
    assert "2015" in years.resolution
    assert ("contradicts", "cameras-per-network-2023") in {(one.relation, one.record) for one in product.objections}
    assert "does not fit the rates" in snapshot.figure("dahua-rus-tax-usd").resolution


def test_up_to_24_is_at_most_24(snapshot: Snapshot) -> None:
    """An upper bound stays one."""
    one = snapshot.figure("cameras-per-network-2023")

    assert (one.bound, one.value) == ("at-most", "24")


def test_a_word_without_a_number_stays_without(snapshot: Snapshot) -> None:
    """Millions of people is no million: the bound says that nothing was counted."""
    assert snapshot.figure("briefing-people-affected").bound == "unquantified"


@pytest.mark.parametrize(("page", "told", "listed"), [("hf8249f", "7", "8"), ("mfw8449", "6", "7")])
def test_a_page_lists_more_than_it_counts(snapshot: Snapshot, page: str, told: str, listed: str) -> None:
    """Seven attributes are announced and eight listed: both are recorded and neither is chosen."""
    said = snapshot.figure(f"dahua-{page}-attributes")
    found = snapshot.figure(f"dahua-{page}-attributes-listed")

    assert (said.value, found.value) == (told, listed)
    assert said.conflicts == (found.id,)
    assert found.resolution.startswith("None")


def test_swapped_terms_are_noted(snapshot: Snapshot) -> None:
    """One line puts race and skin colour beside the wrong Chinese words; products have them right."""
    words = {
        word.text: claim.capability
        for key in ("dahua-dh-cp835-au1f-lzf2070", "dahua-dh-sdt-5a404-c2f")
        for claim in snapshot.product(key).claims
        for word in claim.words
    }

    assert words["人种"] == "race"
    assert words["肤色"] == "skin-colour"
    assert "the reverse of" in snapshot.statement("ipvm-2022-10-chinese-terms").note


def test_denials_form_one_chain(snapshot: Snapshot) -> None:
    """What Dahua denied grew narrower with each report; every answer names the one that it changes."""
    chain = ["dahua-2023-03-never-ethnic"]
    while before := snapshot.statement(chain[-1]).changes:
        chain.append(before[0])

    assert [snapshot.statement(key).date for key in reversed(chain)] == [
        "2020-11", "2021-02", "2021-08", "2022-08", "2022-10", "2022-10", "2023-03",
    ]  # fmt: skip
    assert all(snapshot.statement(key).change for key in chain[:-1])


@pytest.mark.parametrize(("written", "meant"), [
    ("Dahau", "Dahua"), ("Hickvision", "Hikvision"), ("Hikvison", "Hikvision"), ("HikVision", "Hikvision"),
])  # fmt: skip
def test_misspelt_makers_are_found(
    snapshot: Snapshot, capsys: pytest.CaptureFixture[str], written: str, meant: str
) -> None:
    """Names as the texts misspell them lead to the maker."""
    main(["lookup", written, "--snapshot", str(snapshot.path), "--fail-on", "never"])

    assert meant in capsys.readouterr().out


def test_a_joint_nickname_means_both(snapshot: Snapshot) -> None:
    """Hikua is short for both makers and for neither alone."""
    assert set(snapshot.organisations_named(fold("Hikua"))) == BOTH
    for key in BOTH:
        assert [name.joint for name in snapshot.organisation(key).names if name.text == "Hikua"] == [True]


@pytest.mark.parametrize("key", ["us-five-states-2023", "gb-towns-2023"])
def test_a_count_without_members_binds_nobody(snapshot: Snapshot, key: str) -> None:
    """Five states, several towns: the lists are lost, so nobody can be told from the count."""
    one = snapshot.restriction(key)

    assert not is_binding(snapshot, key)
    assert not one.scopes
    assert "aggregate without members" in one.note


def test_two_forces_without_names_leave_every_force_open(snapshot: Snapshot) -> None:
    """Which two police forces froze purchases is not shown: for any force the answer is open, not yes."""
    [scope] = snapshot.restriction("gb-wls-police-2023").scopes

    assert scope.binds == ("org:gb-wls-police-forces",)
    assert scope.unclear["binds"] == ["gb/police"]


def test_the_other_direction_aims_at_foreign_products(snapshot: Snapshot) -> None:
    """China keeps foreign technology out: neither maker is a target, and nothing binds."""
    one = snapshot.restriction("cn-foreign-tech-exclusion")

    assert not aims(one)
    assert {target.target_class for target in one.targets} == {"foreign-to-china"}
    assert not is_binding(snapshot, one.id)


def test_a_suit_by_the_makers_is_no_ban(snapshot: Snapshot) -> None:
    """Makers that sue a regulator are recorded as the actors of a suit."""
    suit = snapshot.restriction("us-hikvision-v-fcc-2025")

    assert (suit.actor, suit.action) == ("hikvision", "litigation")
    assert not is_binding(snapshot, suit.id)


def test_no_organisation_is_barred_for_its_analytics(snapshot: Snapshot) -> None:
    """What a page claims of race or origin is a claim of a product, with evidence and original words."""
    claimed = {"ethnicity", "race", "skin-colour", "region-of-origin", "uyghur-alert"}
    claims = [
        claim
        for key in snapshot.ids("product")
        for claim in snapshot.product(key).claims
        if claim.capability in claimed
    ]

    assert len(claims) >= 8
    assert all(claim.evidence and claim.words for claim in claims)


def test_an_alternative_can_be_a_target(snapshot: Snapshot) -> None:
    """Uniview exhibits where two makers may not, and stands on another list itself."""
    roles = {(one.organisation, one.role) for one in snapshot.event("isc-west-2023").roles}

    assert ("uniview", "participant") in roles
    assert aims(snapshot.restriction("us-sia-iscwest-2023")) == BOTH
    assert "uniview" in aims(snapshot.restriction("us-bis-entity-list-2024-12"))


def test_a_stop_of_orders_in_a_region_stays_there(snapshot: Snapshot) -> None:
    """Wesco speaks for North America; elsewhere nothing is told."""
    places = {place for scope in snapshot.restriction("us-wesco-2023").scopes for place in scope.places}

    assert places == {"north-america"}
