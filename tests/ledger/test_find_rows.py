"""Rows of a kept check that somebody looks for: against a twin that holds all of them and sorts."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.ledger.checks import Check, KeptVerdict, keep_check
from barred.ledger.find_rows import Sought, find_rows, recognised
from barred.ledger.ledger import Ledger, open_ledger
from barred.model.verdict import OUTCOMES
from tests.ledger.acts import by

_NAMES = ("quay", "Älter Kai", "mole")
_SOUGHT = st.builds(
    Sought,
    st.sampled_from(["", *OUTCOMES]),
    st.sampled_from(["", "maker-a", "brand-of-maker-b"]),
    st.sampled_from(["", "ALTER", "quay"]),
    as_in_file=st.booleans(),
    after=st.just(0),
)
_ROW = st.tuples(st.sampled_from(OUTCOMES), st.sampled_from(_NAMES), st.sampled_from(["", "maker-a", "maker-b"]))


def kept(ledger: Ledger, rows: list[tuple[str, str, str]]) -> str:
    """Keep a check whose rows have an outcome, words and a maker, and give its id."""
    check = Check("quote", {}, "sha256:0", "1", [{"name": "q.csv", "digest": "sha256:1"}], {})
    verdicts = [
        KeptVerdict(at, {"row": at, "text": text}, outcome, gist(outcome, maker))
        for at, (outcome, text, maker) in enumerate(rows, 1)
    ]
    with ledger.change(by()) as change:
        return keep_check(change, check, verdicts=verdicts).id


def gist(outcome: str, maker: str) -> dict[str, Any]:
    """Give a gist in which a brand was recognised that the maker makes, or nobody."""
    return {"outcome": outcome, "identities": {f"brand-of-{maker}": ["confirmed", "", maker, ""]} if maker else {}}


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give a ledger that one example after the other adds to."""
    opened = open_ledger(str(tmp_path_factory.mktemp("filling") / "ledger.sqlite"))
    yield opened
    opened.close()


@given(st.lists(_ROW, max_size=9), _SOUGHT)
def test_the_rows_are_those_of_a_sorted_list(filling: Ledger, rows: list[tuple[str, str, str]], sought: Sought) -> None:
    """Whatever is sought, read in parts of two or at once."""
    check = kept(filling, rows)
    outcome, organisation, text, as_in_file, _ = sought

    whole = [one.number for one in find_rows(filling, check, sought=sought, most=100)]
    parts: list[int] = []
    while some := find_rows(filling, check, sought=sought._replace(after=parts[-1] if parts else 0), most=2):
        parts += [one.number for one in some]

    fits = [
        at for at, (had, words, maker) in enumerate(rows, 1)
        if outcome in {"", had} and (not organisation or organisation in {maker, f"brand-of-{maker}"})
        and text.casefold() in words.casefold().replace("ä", "a")
    ]  # fmt: skip
    assert whole == parts == (fits if as_in_file else sorted(fits, key=lambda at: OUTCOMES.index(rows[at - 1][0])))


def test_whom_rows_point_to_is_counted(ledger: Ledger) -> None:
    """What was recognised and who makes it, each with its rows, the most first."""
    check = kept(ledger, [("barred", "quay", "maker-a"), ("clear", "mole", "maker-b"), ("barred", "mole", "maker-a"),
                          ("unidentified", "mole", "")])  # fmt: skip

    assert recognised(ledger, check) == {"brand-of-maker-a": 2, "maker-a": 2, "brand-of-maker-b": 1, "maker-b": 1}


def test_a_row_carries_what_was_kept(ledger: Ledger) -> None:
    """Subject, outcome and gist as they were, and nothing of another check."""
    kept(ledger, [("barred", "mole", "maker-a")])
    check = kept(ledger, [("clear", "quay", "maker-b")])

    [found] = find_rows(ledger, check, sought=Sought(), most=5)

    assert found == KeptVerdict(1, {"row": 1, "text": "quay"}, "clear", gist("clear", "maker-b"))
