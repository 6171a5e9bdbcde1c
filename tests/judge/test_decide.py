"""Outcomes for one candidate, with invented makers and laws."""

import itertools

import pytest

from barred.judge.decide import decide, decide_candidate
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.model.restriction import Exemption, Scope, Target
from barred.model.verdict import Verdict
from tests.shelf import Shelf, asked, law, maker, relabel

NAMED = Target("acme")
WIDE = Target("acme", reach=("subsidiaries", "affiliates", "relabelled"))


def candidate(
    key: str = "acme", *, band: str = "confirmed", product: str | None = None, made_by: str | None = None
) -> Candidate:
    """Make a candidate."""
    return Candidate(key, None, made_by, 0.99, band, (), product)


def verdict(shelf: Shelf, context: Context, *candidates: Candidate) -> Verdict:
    """Judge some candidates, or acme when none is given."""
    some = candidates or (candidate(),)
    decided = [(one, decide_candidate(one, context, book=shelf)) for one in some]
    return decide(Subject("thing"), decided, context=context, book=shelf)


@pytest.mark.parametrize(("on", "outcome"), [("2019-08-12", "noted"), ("2019-08-13", "barred"), ("2019-08", "depends")])
def test_the_day_of_entry_into_force_decides(on: str, outcome: str) -> None:
    """A month asked about holds days before and after the start."""
    shelf = Shelf(maker("acme"), law("l", target=NAMED))

    assert verdict(shelf, asked(on)).outcome == outcome


@pytest.mark.parametrize(("reach", "outcome"), [((), "noted"), (("relabelled",), "barred")])
def test_a_relabel_is_barred_only_where_the_law_reaches_relabelled_goods(reach: tuple[str, ...], outcome: str) -> None:
    """A list that names a legal entity does not follow its goods under another brand."""
    shelf = Shelf(
        maker("acme"), maker("brand", relabel("acme"), country="us"), law("l", target=Target("acme", reach=reach))
    )

    assert verdict(shelf, asked(), candidate("brand")).outcome == outcome


def test_a_relabelled_line_is_asked_back() -> None:
    """Where only some lines are relabelled the unit in hand decides."""
    shelf = Shelf(maker("acme"), maker("brand", relabel("acme", extent="some"), country="us"), law("l", target=WIDE))

    found = verdict(shelf, asked(), candidate("brand"))

    assert found.outcome == "depends"
    assert [one.part for one in found.questions] == ["subject"]


def test_the_model_settles_a_relabelled_line() -> None:
    """A table that says who makes the very model closes the question of the line."""
    shelf = Shelf(maker("acme"), maker("brand", relabel("acme", extent="some"), country="us"), law("l", target=WIDE))

    assert verdict(shelf, asked(), candidate("brand", made_by="acme")).outcome == "barred"


@pytest.mark.parametrize(("on", "conduct", "outcome"), [
    ("2020-01-01", "procure", "barred"), ("2022-01-01", "procure", "noted"), ("2022-01-01", None, "depends"),
])  # fmt: skip
def test_a_link_ends_for_new_units_only(on: str, conduct: str | None, outcome: str) -> None:
    """Units already installed keep their maker when a relabelling ends."""
    link = relabel("acme", since="2018", until="2021-04")
    scope = Scope(binds=("us/federal/executive-agency",), conduct=("procure", "use"))
    shelf = Shelf(maker("acme"), maker("brand", link, country="us"), law("l", target=WIDE, scope=scope))

    found = verdict(shelf, asked(on, conduct=conduct), candidate("brand"))

    assert found.outcome == outcome


@pytest.mark.parametrize(
    "action", ["propose", "warn", "review", "decline-to-act", "litigation", "court-ruling", "sanction-listing"]
)
def test_what_does_not_bind_is_noted(action: str) -> None:
    """Proposals, warnings, refusals, lawsuits and bare listings are never bans."""
    shelf = Shelf(maker("acme"), law("l", target=NAMED, action=action))

    assert verdict(shelf, asked()).outcome == "noted"


@pytest.mark.parametrize("last", ["reversed", "expired", "superseded", "stayed", "withdrawn"])
def test_what_ended_no_longer_binds(last: str) -> None:
    """A measure binds up to the day before it ends."""
    shelf = Shelf(maker("acme"), law("l", target=NAMED, stages=(("in-force", "2019-08-13"), (last, "2019-12-01"))))

    assert verdict(shelf, asked("2019-11-30")).outcome == "barred"
    assert verdict(shelf, asked("2019-12-01")).outcome == "noted"


def test_a_stage_unknown_on_the_day_of_knowledge_does_not_count() -> None:
    """A freeze that took effect before it was published barred nobody who could not know."""
    shelf = Shelf(maker("acme"), law("l", target=NAMED))

    assert verdict(shelf, asked("2020-01-01", known="2019-08-12")).outcome == "clear"
    assert verdict(shelf, asked("2020-01-01", known="2019-08-13")).outcome == "barred"


PARTS = ("party", "conduct", "place", "site", "purpose")
FULL = {"party": "gb/central-government", "conduct": "deploy", "place": "gb", "site": "government/sensitive",
        "purpose": "covered/public-safety"}  # fmt: skip


@pytest.mark.parametrize("unstated", [some for n in range(1, 6) for some in itertools.combinations(PARTS, n)])
def test_an_unstated_part_that_would_decide_is_asked_back(unstated: tuple[str, ...]) -> None:
    """What the user did not say makes the answer depend, and the question is asked."""
    scope = Scope(
        binds=("gb/central-government",), conduct=("deploy",), places=("gb",), sites=("government/sensitive",),
        purposes=("covered/public-safety",),
    )  # fmt: skip
    shelf = Shelf(maker("acme"), law("l", target=NAMED, scope=scope))

    full = verdict(shelf, asked(**FULL))  # type: ignore[arg-type]
    found = verdict(shelf, asked(**{**FULL, **dict.fromkeys(unstated)}))  # type: ignore[arg-type]

    assert full.outcome == "barred"
    assert found.outcome == "depends"
    assert {one.part for one in found.questions} == set(unstated)


def test_a_class_asker_is_not_a_named_body() -> None:
    """The decision of one council does not bind councils in general."""
    scope = Scope(binds=("org:some-council",), conduct=("procure",))
    shelf = Shelf(maker("acme"), law("l", target=NAMED, scope=scope))

    assert verdict(shelf, asked(party="gb/council")).outcome == "noted"


def test_a_claimed_exemption_lifts_and_a_waiver_covers() -> None:
    """An exemption that turns on a circumstance counts when the user states it."""
    lifts = Exemption("technical", "backhaul", circumstances=("backhaul",))
    waives = Exemption("waiver", "waiver", effect="waives", circumstances=("waiver-granted",))
    shelf = Shelf(maker("acme"), law("l", target=NAMED, exemptions=(lifts, waives)))

    assert verdict(shelf, asked()).outcome == "barred"
    assert verdict(shelf, asked(circumstances=("backhaul",))).outcome == "noted"
    assert verdict(shelf, asked(circumstances=("waiver-granted",))).outcome == "waived"


def test_a_class_target_matches_by_inference() -> None:
    """A rule by origin reaches a maker that nobody named, and says that it infers."""
    shelf = Shelf(maker("acme"), maker("nordic", country="se"), law("l", target=Target(target_class="prc-ict")))

    found = verdict(shelf, asked())

    assert found.outcome == "barred"
    assert "inference" in found.restrictions[0].why[0].text
    assert verdict(shelf, asked(), candidate("nordic")).outcome == "clear"


def test_a_merely_possible_candidate_never_bars() -> None:
    """A weak identification turns a ban into a question, and a clean record into nothing."""
    shelf = Shelf(maker("acme"), maker("nordic", country="se"), law("l", target=NAMED))

    found = verdict(shelf, asked(), candidate(band="possible"))

    assert found.outcome == "depends"
    assert found.questions[0].part == "subject"
    assert verdict(shelf, asked(), candidate("nordic", band="possible")).outcome == "unidentified"


def test_an_accessory_is_asked_back_and_other_goods_are_not_covered() -> None:
    """A bracket may belong to the system; a drone is no camera for a rule on cameras."""
    scope = Scope(binds=("us/federal/executive-agency",), conduct=("procure",), goods=("ict/video-surveillance",))
    shelf = Shelf(maker("acme"), law("l", target=NAMED, scope=scope))

    assert verdict(shelf, asked()).outcome == "barred"
    assert verdict(shelf, asked(), candidate(product="accessory")).outcome == "depends"
    assert verdict(shelf, asked(), candidate(product="ict/drone")).outcome == "noted"


def test_what_sources_leave_open_stays_open() -> None:
    """A place that the sources leave unclear is neither barred nor free."""
    scope = Scope(binds=("org:shop",), conduct=("procure",), places=("gb",), unclear={"places": ["ie"]})
    shelf = Shelf(maker("acme"), law("l", target=NAMED, scope=scope))
    context = asked(party="retailer")
    shop = type(context.asker)("Shop", ("retailer",), "shop")  # type: ignore[misc]

    def outcome(place: str) -> str:
        return verdict(shelf, Context("2020-01-01", None, shop, "procure", place)).outcome

    assert (outcome("gb"), outcome("ie"), outcome("fr")) == ("barred", "depends", "noted")


def test_links_in_a_circle_are_walked_once() -> None:
    """A circle of relabelling, which the check refuses, must not hang a verdict."""
    shelf = Shelf(maker("acme", relabel("brand")), maker("brand", relabel("acme"), country="us"), law("l", target=WIDE))

    assert verdict(shelf, asked(), candidate("brand")).outcome == "barred"


def test_a_settled_case_asks_nothing() -> None:
    """What is barred already is not made clearer by more questions."""
    elsewhere = law(
        "m", target=NAMED, scope=Scope(binds=("us/federal/executive-agency/defense",), conduct=("procure",))
    )
    shelf = Shelf(maker("acme"), law("l", target=NAMED), elsewhere)

    found = verdict(shelf, asked())

    assert found.outcome == "barred"
    assert [one.applies for one in found.restrictions] == ["yes", "open"]
    assert found.questions == ()
