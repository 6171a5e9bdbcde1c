"""Where names stand: whole words only, every place, by position."""

import pytest

from barred.model.candidate import Candidate, Signal
from barred.screening.mentions import mentions_in


def candidate(*texts: str, organisation: str = "example", kind: str = "name") -> Candidate:
    """Give a candidate that some pieces of text pointed to."""
    signals = tuple(Signal(kind, text, 3.0, "x") for text in texts)
    return Candidate(organisation, None, None, 0.9, "probable", signals)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Example", [(0, 7)]),
        ("an Example, an Example", [(3, 10), (15, 22)]),
        ("Examples and ReExample and EXAMPLE", []),
        ("示例Example示例", [(2, 9)]),
        ("Example-2 (Example)", [(0, 7), (11, 18)]),
        ("", []),
    ],
)
def test_a_piece_is_found_wherever_it_stands_as_a_word(text: str, places: list[tuple[int, int]]) -> None:
    """Inside a longer word it is another word, except beside scripts that part none."""
    found = mentions_in(text, [candidate("Example")])

    assert [(one.start, one.end) for one in found] == places
    assert all(text[one.start : one.end] == one.text == "Example" for one in found)


def test_goods_are_no_mention() -> None:
    """A word for goods beside a name names nobody."""
    assert mentions_in("camera", [candidate("camera", kind="goods")]) == ()


def test_mentions_come_in_the_order_of_the_text() -> None:
    """Each organisation once for each place, moved by where the text begins."""
    found = mentions_in("B and A", [candidate("A", "A"), candidate("B", "A", organisation="other")], offset=10)

    assert [(one.organisation, one.start) for one in found] == [("other", 10), ("example", 16), ("other", 16)]
