"""Two checks of one file beside each other: against a twin that compares them row by row."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import UsageProblem
from barred.ledger.checks import Check, KeptVerdict, keep_check, verdicts_of
from barred.ledger.compare_checks import changed_rows, moves
from barred.ledger.ledger import Ledger, open_ledger
from tests.ledger.acts import by

_OUTCOMES = ("barred", "clear", "depends")
_ROWS = st.lists(st.tuples(st.sampled_from(_OUTCOMES), st.sampled_from(_OUTCOMES), st.integers(0, 1)), max_size=8)


def kept(ledger: Ledger, outcomes: list[tuple[str, int]], digest: str = "sha256:1") -> Check:
    """Keep a check with these outcomes."""
    check = Check("quote", {}, "sha256:0", "1", [{"name": "q.csv", "digest": digest}], {})
    rows = [
        KeptVerdict(at, {"row": at}, outcome, {"outcome": outcome, "kind": kind})
        for at, (outcome, kind) in enumerate(outcomes, 1)
    ]
    with ledger.change(by()) as change:
        return keep_check(change, check, verdicts=rows)


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give a ledger that one example after the other adds to."""
    opened = open_ledger(str(tmp_path_factory.mktemp("filling") / "ledger.sqlite"))
    yield opened
    opened.close()


@given(_ROWS)
def test_the_rows_that_differ_are_those_of_a_walk(filling: Ledger, rows: list[tuple[str, str, int]]) -> None:
    """Outcome or gist; and every row is counted once."""
    before = kept(filling, [(was, 0) for was, _, _ in rows])
    after = kept(filling, [(has, kind) for _, has, kind in rows])

    found = changed_rows(filling, before=before, after=after, most=100)
    counted = moves(filling, before=before, after=after)

    both = zip(verdicts_of(filling, before.id), verdicts_of(filling, after.id), strict=True)
    assert [one.number for one in found] == [was.number for was, has in both if was.gist != has.gist]
    assert [(one.before, one.after) for one in found] == [rows[one.number - 1][:2] for one in found]
    assert sum(one.rows for one in counted) == len(rows)
    assert {(one.before, one.after): one.rows for one in counted} == {
        pair: [(was, has) for was, has, _ in rows].count(pair) for pair in {(was, has) for was, has, _ in rows}
    }


def test_differences_are_read_in_parts(ledger: Ledger) -> None:
    """In the order of the file, each with both gists."""
    before = kept(ledger, [("barred", 0)] * 5)
    after = kept(ledger, [("clear", 0)] * 5)

    first = changed_rows(ledger, before=before, after=after, most=2)
    rest = changed_rows(ledger, before=before, after=after, after_number=first[-1].number, most=9)

    assert [one.number for one in first + rest] == [1, 2, 3, 4, 5]
    assert (first[0].gist_before["outcome"], first[0].gist_after["outcome"]) == ("barred", "clear")


@pytest.mark.parametrize("digest", ["sha256:2", ""])
def test_checks_of_other_files_are_not_compared(ledger: Ledger, digest: str) -> None:
    """A number means the same row only in the same bytes."""
    before, after = kept(ledger, [("barred", 0)]), kept(ledger, [("barred", 0)], digest)

    with pytest.raises(UsageProblem, match="not of one file"):
        moves(ledger, before=before, after=after)
    with pytest.raises(UsageProblem, match="not of one file"):
        changed_rows(ledger, before=before, after=after, most=1)
