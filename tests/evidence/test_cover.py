"""Which passages are cited, marked and open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.evidence.citation import SILENT, Citation
from barred.evidence.cover import CITED, ENOUGH, MARKED, OPEN, Covered, cover

TEXT = "Lens is barred. Prism is not barred since 2019. See https://prism.example/a/long/address/of/it now."


def cited(start: int, end: int, *, kind: str = "restriction") -> Citation:
    """A citation of a place."""
    return Citation(kind, "xx-act", "key", "gazette", start=start, end=end)


def words(found: str, *, kind: str = "restriction") -> Citation:
    """A citation of words of the text."""
    start = TEXT.index(found)
    return cited(start, start + len(found), kind=kind)


@pytest.mark.parametrize(
    ("citations", "states"),
    [
        ([], [OPEN, OPEN, OPEN]),
        ([words("Lens is barred.")], [CITED, OPEN, OPEN]),
        ([words("is barred")], [CITED, OPEN, OPEN]),
        ([words("Lens")], [OPEN, OPEN, OPEN]),
        ([words("barred. Prism is not barred")], [OPEN, CITED, OPEN]),
        ([words("Prism is"), words("2019")], [OPEN, OPEN, OPEN]),
        ([words("Prism is"), words("not barred")], [OPEN, CITED, OPEN]),
        ([words("Prism is", kind=SILENT), words("not barred")], [OPEN, CITED, OPEN]),
        ([words("Prism is not", kind=SILENT), words("since")], [OPEN, MARKED, OPEN]),
        ([words("See"), words("now")], [OPEN, OPEN, CITED]),
        ([words("https://prism.example/a/long/address/of/it")], [OPEN, OPEN, OPEN]),
        ([cited(0, 10_000)], [CITED, CITED, CITED]),
        ([cited(0, 10_000, kind=SILENT), cited(0, 10_000)], [CITED, CITED, CITED]),
        ([cited(0, 10_000, kind=SILENT)], [MARKED, MARKED, MARKED]),
        ([Citation("restriction", "xx-act", "key", "gazette")], [OPEN, OPEN, OPEN]),
    ],
    ids=[
        "nothing", "whole", "most", "little", "over two", "two too short", "two together", "both kinds",
        "mostly silent",
        "around an address", "only an address", "everything", "all twice", "all silent", "without a position",
    ],
)  # fmt: skip
def test_most_of_the_letters_decide(citations: list[Citation], states: list[str]) -> None:
    """Of a passage, whoever points to them; those of addresses do not count."""
    assert [one.state for one in cover(TEXT, citations)] == states


def test_what_has_no_letter_is_no_passage() -> None:
    """A rule or an empty quote states nothing and waits for nobody; an address alone does."""
    found = cover("# ---\n>\n\n***\nhttps://lens.example\n第二", [])

    assert [one.text for one in found] == ["https://lens.example", "第二"]


def test_a_passage_tells_who_points_to_it() -> None:
    """Also when that is too little, and only those that point to a letter."""
    citations = [words("Lens"), words("Lens is"), words(". ")]

    first = cover(TEXT, citations)[0]

    assert first == Covered(0, 15, "Lens is barred.", OPEN, 0.5, (citations[0], citations[1]))


@given(
    st.text(alphabet="ab1 .\nA-", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=6),
)
def test_the_pass_in_order_finds_what_a_plain_count_finds(text: str, places: list[tuple[int, int, bool]]) -> None:
    """Counted letter by letter, every citation against every passage."""
    citations = [cited(start, end, kind=SILENT if is_silent else "event") for start, end, is_silent in places]

    for one in cover(text, citations):
        letters = {n for n in range(one.start, one.end) if text[n].isalnum()}
        silent = {n for start, end, is_silent in places for n in letters if is_silent and start <= n < end}
        telling = {n for start, end, is_silent in places for n in letters if not is_silent and start <= n < end}
        share = len(silent | telling) / len(letters)
        assert one.share == share
        assert one.state == (OPEN if share < ENOUGH else CITED if len(telling) >= len(silent) else MARKED)
