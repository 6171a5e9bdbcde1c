"""Line cards: counts that no order of rows changes, and a comparison that a slow twin confirms."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.model.verdict import Verdict
from barred.screening.trade.linecard import Linecard
from barred.screening.trade.linecard_change import changes, changes_by_maker

MODELS = ("QC-1", "QC 1", "QC-2", "QL-9")
MAKERS, BANDS, STOCKS = ("quay", "pier", ""), ("confirmed", "possible"), ("3", "10", "", "0")
ROWS = st.lists(st.tuples(*map(st.sampled_from, (MODELS, MAKERS, BANDS, STOCKS))))
Row = tuple[str, str, str, str]


def verdict(row: Row) -> Verdict:
    """Give the verdict on a row: recognised as its organisation, or as nobody."""
    model, organisation, band, stock = row
    fields = {"brand": "Quay", "model": model, **({"quantity": stock} if stock else {})}
    found = (Candidate(organisation, None, organisation, 1.0, band, ()),) if organisation else ()
    subject = Subject(f"Quay {model}", "row", fields=fields)
    return Verdict(subject, Context("2022"), "clear", found, (), (), (), (), "", "")


def card(rows: list[Row]) -> Linecard:
    """Make a line card of rows."""
    made = Linecard("2022-03-01")
    made.add(map(verdict, rows))
    return made


@given(ROWS, st.integers(0, 20))
def test_order_and_split_of_rows_change_nothing(rows: list[Row], cut: int) -> None:
    """Turned about, or taken in two parts, the counts are the same."""
    halves = card(rows[cut:])
    halves.add(map(verdict, rows[:cut]))

    for by in ("brand", "maker"):
        assert card(rows).counted(by) == card(rows[::-1]).counted(by) == halves.counted(by)


@given(ROWS, ROWS)
def test_a_comparison_is_that_of_a_slow_twin(before: list[Row], now: list[Row]) -> None:
    """Items gone, new and still there, and by how much stock fell, model by model."""
    stocks: list[dict[str, Decimal | None]] = []
    for rows in (before, now):
        found: dict[str, list[str]] = defaultdict(list)
        for model, _, _, stock in rows:
            found[model.replace(" ", "").replace("-", "")].append(stock)
        said = {model: [Decimal(one) for one in some if one] for model, some in found.items()}
        stocks.append({model: sum(some, Decimal(0)) if some else None for model, some in said.items()})
    old, new = stocks

    told = changes_by_maker(list(changes(card(before), card(now))))

    fell = Decimal(0)
    for model in old.keys() & new.keys():
        was, left = old[model], new[model]
        if was is not None and left is not None and left < was:
            fell += was - left
    assert sum(int(row["gone"]) for row in told) == len(old.keys() - new.keys())
    assert sum(int(row["new"]) for row in told) == len(new.keys() - old.keys())
    assert sum(int(row["still"]) for row in told) == len(new.keys() & old.keys())
    assert sum(Decimal(row["run_down"]) for row in told) == fell


def test_nobody_recognised_is_nobodys() -> None:
    """Rows of nobody stand last, in a group of their own, and count in the shares."""
    told = card([("QC-1", "quay", "confirmed", ""), ("QL-9", "", "", "")]).counted("maker")

    assert [(row["maker"], row["share"]) for row in told] == [("quay", "50.0"), ("", "50.0")]
