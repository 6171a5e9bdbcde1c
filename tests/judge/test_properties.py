"""What must hold for every directory and every case, on generated ones."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from barred.judge.decide import decide, decide_candidate
from barred.model.candidate import Candidate
from barred.model.question import Asker, Context, Subject
from barred.model.restriction import Exemption, Restriction, Scope, Target
from barred.model.verdict import OUTCOMES, Verdict
from tests.shelf import Shelf, law, maker, relabel

Record = TypeVar("Record")

_PARTIES = ("us/federal/executive-agency", "us/federal", "us/company", "gb/council", "company", "org:shop")
_CONDUCTS = ("procure", "renew", "use", "market", "sell")
_PLACES = ("us", "us-ca", "gb", "europe", "fr")
_SITES = ("government", "government/sensitive", "government/ordinary", "home")
_PURPOSES = ("covered", "covered/public-safety", "other/retail")
_CIRCUMSTANCES = ("authorization/new", "authorization/existing", "stock-held")
_DATES = ("2018", "2019-08", "2019-08-13", "2020-01-01", "2021")


def some(terms: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw up to two of some terms."""
    return st.lists(st.sampled_from(terms), max_size=2, unique=True).map(tuple)


def only(record: Callable[..., Record]) -> Callable[..., Record]:
    """Hide the signature: Hypothesis would fill fields that have defaults with values of its own."""

    def made(**parts: object) -> Record:
        return record(**parts)

    return made


scopes = st.builds(
    only(Scope), binds=some(_PARTIES), conduct=some(_CONDUCTS), places=some(_PLACES), sites=some(_SITES),
    purposes=some(_PURPOSES), circumstances=some(_CIRCUMSTANCES),
    unclear=st.dictionaries(st.just("places"), some(_PLACES).map(list), max_size=1),
)  # fmt: skip
targets = st.builds(
    only(Target),
    organisation=st.sampled_from(("acme", "brand")),
    reach=some(("relabelled", "subsidiaries")),
)
exemptions = st.builds(
    only(Exemption),
    type=st.just("technical"),
    title=st.just("spared"),
    places=some(_PLACES),
    conduct=some(_CONDUCTS),
)
stages = st.lists(
    st.tuples(st.sampled_from(("proposed", "in-force", "reversed")), st.sampled_from(_DATES)), min_size=1, max_size=3
)


@st.composite
def laws(draw: st.DrawFn, key: str = "l") -> Restriction:
    """Draw a restriction."""
    made = law(key, target=draw(targets), scope=draw(scopes), stages=tuple(draw(stages)),
               exemptions=tuple(draw(st.lists(exemptions, max_size=1))))  # fmt: skip
    return made._replace(scopes=(*made.scopes, *draw(st.lists(scopes, max_size=1))))


@st.composite
def shelves(draw: st.DrawFn) -> list[Restriction]:
    """Draw a few restrictions."""
    return [draw(laws(f"l{n}")) for n in range(draw(st.integers(0, 3)))]


contexts = st.builds(
    only(Context),
    on=st.sampled_from(("2019-08-12", "2019-08", "2020-06-01", "2022-01-01")),
    known=st.none(),
    asker=st.one_of(st.none(), st.sampled_from(_PARTIES[:-1]).map(lambda one: Asker(one, (one,)))),
    conduct=st.one_of(st.none(), st.sampled_from(_CONDUCTS)),
    place=st.one_of(st.none(), st.sampled_from(_PLACES)),
    site=st.one_of(st.none(), st.sampled_from(_SITES)),
    purpose=st.one_of(st.none(), st.sampled_from(_PURPOSES)),
    circumstances=some(_CIRCUMSTANCES[:2]),
)
parties = st.lists(st.sampled_from(("acme", "brand")), min_size=1, max_size=2, unique=True)


def without(context: Context, part: str) -> Context:
    """Leave a part of a case unstated."""
    return Context(**{**context._asdict(), part: None})


def judged(restrictions: list[Restriction], context: Context, keys: list[str]) -> Verdict:
    """Judge a maker, or a brand it once made, under some restrictions."""
    shelf = Shelf(maker("acme"), maker("brand", relabel("acme", until="2019-12"), country="us"), *restrictions)
    some_candidates = [Candidate(key, None, None, 0.99, "confirmed", ()) for key in keys]
    decided = [(one, decide_candidate(one, context, book=shelf)) for one in some_candidates]
    return decide(Subject("thing"), decided, context=context, book=shelf)


@settings(max_examples=150, deadline=None)
@given(shelves(), laws("more"), contexts, parties)
def test_one_more_restriction_never_removes_a_reason(
    restrictions: list[Restriction], more: Restriction, context: Context, keys: list[str]
) -> None:
    """What was said stays said, and the outcome gets no milder."""
    before = judged(restrictions, context, keys[:1])
    after = judged([*restrictions, more], context, keys[:1])

    assert set(before.restrictions) <= set(after.restrictions)
    assert OUTCOMES.index(after.outcome) <= OUTCOMES.index(before.outcome)


@settings(max_examples=300, deadline=None)
@given(shelves(), contexts, parties, st.sampled_from(("asker", "conduct", "place", "site", "purpose")))
def test_an_unstated_part_settles_nothing(
    restrictions: list[Restriction], context: Context, keys: list[str], part: str
) -> None:
    """Leaving a part out never turns depends into barred or noted, nor noted into barred or barred into noted."""
    stated = judged(restrictions, context, keys[:1])
    unstated = judged(restrictions, without(context, part), keys[:1])

    assert unstated.outcome in {stated.outcome, "depends"}


@settings(max_examples=100, deadline=None)
@given(shelves(), contexts, parties)
def test_order_changes_nothing(restrictions: list[Restriction], context: Context, keys: list[str]) -> None:
    """Candidates and records in another order give the same verdict."""
    assert judged(restrictions, context, keys) == judged(restrictions[::-1], context, keys[::-1])
