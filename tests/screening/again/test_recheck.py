"""A recheck asks few and misses nothing: a slow twin asks everything again and has to agree."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barred.ledger.clearings import Clearing, add_clearing, revoke_clearing
from barred.ledger.ledger import Deed, Ledger, open_ledger
from barred.ledger.log import verify_log
from barred.ledger.saved import SavedSubject, read_saved
from barred.ledger.waivers import add_waiver, list_waivers, read_waivers, revoke_waiver
from barred.model.organisation import Link, Membership, Name
from barred.model.question import Subject
from barred.model.restriction import Exemption, Restriction, Scope, Target
from barred.model.verdict import Verdict
from barred.model.waiver import Waiver
from barred.screening.again.gist import gist
from barred.screening.again.recheck import Present, Rechecked, keep_recheck, recheck
from barred.screening.again.save import Keeper, OnRecord, subject_of, witness_of
from barred.screening.again.witness import organisation_digest
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex
from tests.judge.test_properties import laws
from tests.screening.small import Records, SmallDirectory, copied, plain, small_records
from tests.shelf import law, maker, relabel

_DEED = Deed("the registry", "2026-03-02T08:00:00.000000Z")
_TEXTS = (
    "Acme",
    "Acme camera",
    "bracket for Acme camera",
    "Brand dome camera",
    "Brandd Ltd",
    "Nordic",
    "Zeta",
    "Screws M4",
)
_CASES = (
    Said(on="", asker="us/federal/executive-agency", conduct="procure"),
    Said(on="", asker="org:shop", conduct="use", place="us-ca", site="government/sensitive"),
    Said(on=""),
)
_DAYS = ("2018-01-01", "2019-08-12", "2019-08-13", "2020-06-01", "2022-01-01")
_PROOF = "seen"


def begun(restrictions: list[Restriction]) -> Records:
    """Give a directory: a maker, a brand that it once made, one that nobody restricts, and a buyer."""
    return small_records(
        [
            maker("acme"),
            maker("brand", relabel("acme", until="2019-12"), country="us"),
            maker("nordic", country="se"),
            maker("shop", country="us", makes=()),
        ],
        restrictions,
    )


def named(key: str, text: str) -> Callable[[Records], None]:
    """Record another name of an organisation."""
    return lambda records: records["organisation"][key]["names"].append(plain(Name(text, "brand")))


def linked(key: str, link: Link) -> Callable[[Records], None]:
    """Record another link of an organisation."""
    return lambda records: records["organisation"][key]["links"].append(plain(link))


def term_of(vocabulary: str, term: str, **changed: object) -> Callable[[Records], None]:
    """Change a term of a vocabulary."""

    def edit(records: Records) -> None:
        body = records["vocabulary"][vocabulary]
        terms = [{**one, **changed} if one["id"] == term else one for one in body["terms"]]
        records["vocabulary"][vocabulary] = {**body, "terms": terms}

    return edit


def edited(kind: str, key: str, **changed: object) -> Callable[[Records], None]:
    """Change fields of a record, where it is still there."""

    def edit(records: Records) -> None:
        if key in records[kind]:
            records[kind][key].update(deepcopy(changed))

    return edit


def weighed(key: str, weight: str) -> Callable[[Records], None]:
    """Change what a signal weighs."""

    def edit(records: Records) -> None:
        [row] = [row for row in records["table"]["signal_weights"] if row["id"] == key]
        row["weight"] = weight

    return edit


def dropped(key: str) -> Callable[[Records], None]:
    """Take a restriction out, where it is still there."""

    def edit(records: Records) -> None:
        records["restriction"].pop(key, None)

    return edit


def put(restriction: Restriction) -> Callable[[Records], None]:
    """Record a restriction, in place of one of the same id."""

    def edit(records: Records) -> None:
        records["restriction"][restriction.id] = plain(restriction)

    return edit


def worded(word: str, product: str) -> Callable[[Records], None]:
    """Record a word for goods."""

    def edit(records: Records) -> None:
        row = {**records["table"]["product_words"][0], "word": word, "product": product, "priority": "50"}
        records["table"]["product_words"].append(row)

    return edit


EDITS = {
    "name": named("nordic", "Zeta"),
    "second name of another": named("brand", "Nordic"),
    "name one edit away": named("acme", "Brandde"),
    "seat": edited("organisation", "acme", seat="Acmeville", note="moved", recorded="2020-01-02"),
    "link": linked("nordic", relabel("acme", since="2019-08")),
    "owner": linked("nordic", Link("owned-by", "acme", share_least=0.6, since="2020", evidence=(_PROOF,))),
    "rumoured link": edited("source", "gazette", proof="indicated"),
    "title of a source": edited("source", "gazette", title="The New Gazette"),
    "goods": edited("organisation", "nordic", makes=[]),
    "country": edited("organisation", "nordic", country="cn"),
    "class": edited("organisation", "nordic", memberships=[plain(Membership("prc-ict", "listed", since="2019-08-13"))]),
    "classes of the buyer": edited("organisation", "shop", classes=["us/federal/executive-agency"]),
    "weight": weighed("brand-line", "0.5"),
    "weight of names": weighed("brand-whole", "1.0"),
    "word": worded("screws", "accessory"),
    "word for goods": worded("dome", "ict/video-surveillance/camera"),
    "action": term_of("action", "ban-procurement", traits={"is_binding": False}),
    "conduct": term_of("conduct", "procure", title="Buying"),
    "stage": term_of("stage", "in-force", traits={"effect": "none"}),
    "place": term_of("place", "us-ca", broader=[]),
    "law for a class": put(law("class", target=Target(target_class="prc-ict"))),
    "law for nobody asked about": put(law("other", target=Target("elsewhere"))),
    "law out": dropped("l0"),
    "law to come": put(law("late", target=Target("acme"), stages=(("in-force", "2020-06"),))),
    "exempt for a time": put(
        law("spared", target=Target("acme", reach=("relabelled",)),
            exemptions=(Exemption("technical", "stock", conduct=("procure",), until="2020-06-01"),))
    ),
}  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Records]:
    """Draw a directory and two later versions of it."""
    versions = [begun([draw(laws(f"l{n}")) for n in range(draw(st.integers(0, 2)))])]
    for _ in range(2):
        records = copied(versions[-1])
        for name in draw(st.lists(st.sampled_from(sorted(EDITS)), max_size=2, unique=True)):
            EDITS[name](records)
        if draw(st.booleans()):
            put(draw(laws("l0")))(records)
        versions.append(records)
    return versions


@contextmanager
def empty_ledger() -> Iterator[Ledger]:
    """Give a ledger in memory."""
    ledger = open_ledger("sqlite:///:memory:")
    try:
        yield ledger
    finally:
        ledger.close()


def save(ledger: Ledger, book: SmallDirectory, *, on: str) -> None:
    """Save every text in every case, as a look-up with --save does."""
    for number, said in enumerate(_CASES):
        context = understand(said._replace(on=on), book=book)
        record = OnRecord(*read_waivers(ledger))
        index = SnapshotIndex(book)
        witness = witness_of(context, book=book, index=index, record=record)
        keeper = Keeper(ledger, f"case {number}", witness=witness, record=record)
        desk = Desk(context, book=book, index=index, waivers=[one.waiver for one in record.waivers])
        for text in _TEXTS:
            keeper.add(desk.answer(Subject(text)))
        keeper.keep(_DEED, inputs=(), snapshot=book.digest)


def rechecked(ledger: Ledger, versions: list[SmallDirectory], *, on: str) -> Rechecked:
    """Recheck against the last of some versions and keep what was found."""
    known = {one.digest: one for one in versions}
    found = recheck(ledger, Present(versions[-1], on, known.get))
    keep_recheck(ledger, found, deed=_DEED)
    return found


def slowly(ledger: Ledger, one: SavedSubject, *, book: SmallDirectory, on: str) -> Verdict:
    """Answer a saved subject from the beginning: the twin, which knows nothing of what was looked at."""
    said = Said(**{**one.said, "on": on, "circumstances": tuple(one.said["circumstances"])})
    waivers = [kept.waiver for kept in list_waivers(ledger)]
    desk = Desk(understand(said, book=book), book=book, index=SnapshotIndex(book), waivers=waivers)
    return desk.answer(subject_of(one.subject))


def wording(verdict: Verdict) -> Verdict:
    """Take out of a verdict what every answer carries of its day and snapshot."""
    return verdict._replace(snapshot="", notice="", context=verdict.context._replace(on=""))


# Drawing directories takes a while on a busy machine; that is no fault.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    history=histories(),
    days=st.tuples(*[st.sampled_from(_DAYS)] * 3),
    leave=st.sampled_from(("none", "granted", "granted and taken back")),
)
def test_the_twin_agrees(history: list[Records], days: tuple[str, ...], leave: str) -> None:
    """Whatever changes, what is kept is what asking everything gives; who was not asked is told the same words."""
    versions = [SmallDirectory(records) for records in history]
    with empty_ledger() as ledger:
        save(ledger, versions[0], on=days[0])
        before = {one.id: one for one in read_saved(ledger)}
        told = {key: slowly(ledger, one, book=versions[0], on=days[0]) for key, one in before.items()}
        for step in (1, 2):
            move(ledger, leave, step)
            found = rechecked(ledger, versions[: step + 1], on=days[step])

            after = {one.id: one for one in read_saved(ledger)}
            twin = {key: slowly(ledger, one, book=versions[step], on=days[step]) for key, one in after.items()}
            assert {key: one.gist for key, one in after.items()} == {key: gist(one) for key, one in twin.items()}
            changed = {key for key, one in after.items() if one.gist != before[key].gist}
            assert {one.before.id for one in found.changed} == changed
            for key, _ in found.unasked:
                assert wording(told[key]) == wording(twin[key])
            assert {(one.on, one.snapshot) for one in after.values()} == {(days[step], versions[step].digest)}
            before, told = after, twin
        assert verify_log(ledger).broken is None


def move(ledger: Ledger, leave: str, step: int) -> None:
    """Grant a waiver before the first recheck, and take it back before the second, as it was drawn."""
    if leave != "none" and step == 1:
        waiver = Waiver("w", "organisation", "acme", ("l0", "late"), "spares", "head", "2019-01-01", "2020-06-01")
        add_waiver(ledger, waiver, deed=_DEED)
    if leave == "granted and taken back" and step == 2:
        revoke_waiver(ledger, "w", reason="over", deed=_DEED)


def one_edit(name: str, *, on: tuple[str, str] = ("2020-01-01", "2020-01-01")) -> tuple[Rechecked, int]:
    """Save, make one edit, recheck; give what was found and how many were saved."""
    base = begun([law("l0", target=Target("acme", reach=("relabelled",)))])
    later = copied(base)
    if name:
        EDITS[name](later)
    versions = [SmallDirectory(base), SmallDirectory(later)]
    with empty_ledger() as ledger:
        save(ledger, versions[0], on=on[0])
        return rechecked(ledger, versions, on=on[1]), len(_TEXTS) * len(_CASES)


def test_an_unchanged_directory_asks_nobody() -> None:
    """The same snapshot on the same day: nothing to do."""
    found, saved = one_edit("")

    assert (len(found.asked), len(found.unasked), found.changed) == (0, saved, ())


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("law for nobody asked about", set()),
        ("name", {"Zeta"}),
        ("word", {"Screws M4"}),
        ("link", {"Nordic"}),
        ("law out", {"Acme", "Acme camera", "bracket for Acme camera", "Brand dome camera"}),
    ],
)
def test_only_those_that_a_change_can_touch_are_asked(name: str, texts: set[str]) -> None:
    """A new name reaches those who hold it, a link those who point to its organisation, and so on."""
    found, _ = one_edit(name)

    asked = {str(new.subject["text"]) for _, new in found.asked}
    assert asked - {"Brandd Ltd"} == texts
    assert sum(found.reasons.values()) == len(found.asked)


def test_a_date_that_comes_asks_those_whom_it_concerns() -> None:
    """Nothing changed but the day, and a restriction has come into force in between."""
    found, _ = one_edit("", on=("2019-08-12", "2019-08-13"))

    agency = {str(one.after.subject["text"]): (one.before.outcome, one.after.outcome)
              for one in found.changed if one.before.collection == "case 0"}  # fmt: skip
    assert agency["Acme"] == ("noted", "barred")
    assert "Nordic" not in agency
    assert set(found.reasons) == {"a date that came in between"}


def test_a_lost_snapshot_asks_everybody() -> None:
    """Without the older snapshot nothing is known to be the same."""
    base = begun([law("l0", target=Target("acme"))])
    later = copied(base)
    EDITS["law for nobody asked about"](later)
    with empty_ledger() as ledger:
        save(ledger, SmallDirectory(base), on="2020-01-01")
        found = rechecked(ledger, [SmallDirectory(later)], on="2020-01-01")

    assert (len(found.unasked), found.changed) == (0, ())
    assert set(found.reasons) == {"the snapshot that answered is not at hand"}


def test_another_program_asks_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who judges differently may answer differently from the same data."""
    book = SmallDirectory(begun([law("l0", target=Target("acme"))]))
    with empty_ledger() as ledger:
        save(ledger, book, on="2020-01-01")
        for module in ("recheck", "save"):
            monkeypatch.setattr(f"barred.screening.again.{module}.__version__", "99")
        found = rechecked(ledger, [book], on="2020-01-01")

    assert (len(found.unasked), found.changed) == (0, ())


def test_a_word_of_the_case_that_went_is_told() -> None:
    """A subject whose case the directory no longer knows stays as it was and is reported each time."""
    base = begun([law("l0", target=Target("acme"))])
    later = copied(base)
    later["organisation"].pop("shop")
    versions = [SmallDirectory(base), SmallDirectory(later)]
    with empty_ledger() as ledger:
        save(ledger, versions[0], on="2020-01-01")
        first, second = (rechecked(ledger, versions, on="2020-01-01") for _ in range(2))
        stale = {one.collection for one in read_saved(ledger) if one.snapshot == versions[0].digest}

    assert stale == {"case 1"}
    assert len(first.troubles) == len(second.troubles) == len(_TEXTS)
    assert "shop" in first.troubles[0][1]


def clear(ledger: Ledger, book: SmallDirectory) -> Clearing:
    """Clear the pair of the text Acme, as an agency asks, and the maker of that name."""
    [one] = [one for one in read_saved(ledger, collections=["case 0"]) if one.spot == "Acme"]
    pair = Clearing("case 0", "Acme", "Acme", one.subject_digest, "acme", organisation_digest("acme", book), "a bakery")
    return add_clearing(ledger, pair, deed=_DEED)


def outcome_of_acme(ledger: Ledger) -> str:
    """Give the outcome kept for the text Acme, as an agency asks."""
    return next(one.outcome for one in read_saved(ledger, collections=["case 0"]) if one.spot == "Acme")


def test_a_cleared_pair_stays_cleared_until_a_side_changes() -> None:
    """A change elsewhere leaves it cleared; a change of the organisation lists it as to decide again."""
    base = begun([law("l0", target=Target("acme"))])
    elsewhere, changed = copied(base), copied(base)
    EDITS["law to come"](elsewhere)
    named("acme", "Acme Optics")(changed)
    versions = [SmallDirectory(one) for one in (base, elsewhere, changed)]
    with empty_ledger() as ledger:
        save(ledger, versions[0], on="2022-01-01")
        clear(ledger, versions[0])

        same = rechecked(ledger, versions[:1], on="2022-01-01")
        assert [(one.before.outcome, one.after.outcome) for one in same.changed] == [("barred", "unidentified")]
        other = rechecked(ledger, versions[:2], on="2022-01-01")
        assert (outcome_of_acme(ledger), other.reopened) == ("unidentified", ())
        for _ in range(2):
            again = rechecked(ledger, versions, on="2022-01-01")
            assert [(one.clearing.organisation, one.side) for one in again.reopened] == [("acme", "organisation")]
            assert outcome_of_acme(ledger) == "barred"


def test_a_cleared_pair_is_reopened_when_the_line_says_something_else() -> None:
    """The same row of a new version of a file is another subject."""
    book = SmallDirectory(begun([law("l0", target=Target("acme"))]))
    context = understand(_CASES[0]._replace(on="2020-01-01"), book=book)
    index = SnapshotIndex(book)
    with empty_ledger() as ledger:
        for text in ("Acme", "Acme camera"):
            witness = witness_of(context, book=book, index=index, record=OnRecord((), 0))
            keeper = Keeper(ledger, "quote", witness=witness, record=OnRecord((), 0))
            keeper.add(Desk(context, book=book, index=index).answer(Subject(text, "row", "quote.csv", 2)))
            keeper.keep(_DEED, inputs=(), snapshot=book.digest)
            [one] = read_saved(ledger)
            if text == "Acme":
                pair = Clearing(
                    "quote", one.spot, text, one.subject_digest, "acme", organisation_digest("acme", book), "x"
                )
                add_clearing(ledger, pair, deed=_DEED)
        found = rechecked(ledger, [book], on="2020-01-01")

    assert [(one.clearing.spot, one.side) for one in found.reopened] == [("quote.csv:2", "subject")]


def test_a_pair_taken_back_counts_again() -> None:
    """Without the clearing the answer is what it was before."""
    book = SmallDirectory(begun([law("l0", target=Target("acme"))]))
    with empty_ledger() as ledger:
        save(ledger, book, on="2020-01-01")
        pair = clear(ledger, book)
        rechecked(ledger, [book], on="2020-01-01")
        revoke_clearing(ledger, pair.id, reason="mistaken", deed=_DEED)
        found = rechecked(ledger, [book], on="2020-01-01")

    assert [(one.before.outcome, one.after.outcome) for one in found.changed] == [("unidentified", "barred")]
    assert len(found.asked) == 1


def test_a_waiver_that_ends_between_two_days() -> None:
    """The outcome goes from waived to barred when nothing changed but the day."""
    book = SmallDirectory(begun([law("l0", target=Target("acme"), scope=Scope(conduct=("procure",)))]))
    with empty_ledger() as ledger:
        leave = Waiver("w", "organisation", "acme", ("l0",), "spares", "head", "2019-01-01", "2020-06-01")
        add_waiver(ledger, leave, deed=_DEED)
        save(ledger, book, on="2020-05-31")
        found = rechecked(ledger, [book], on="2020-06-01")

    told: set[Any] = {(one.before.outcome, one.after.outcome) for one in found.changed if one.before.spot == "Acme"}
    assert ("waived", "barred") in told
    assert "a waiver that was added, began, ended or was taken back" in found.reasons
