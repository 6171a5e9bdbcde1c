"""How a subject is spelt, spaced and encoded changes no outcome, and words beside it hide nothing."""

import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.screening.answer import answer
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex

CASES = [
    tomllib.loads(path.read_text("utf-8"))["ask"] for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
]
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u2060\ufeff"
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_ACCENTS = "\u0300\u0301\u0308\u0327"
_BESIDE = (
    "12 x", "white", "outdoor", "with bracket", "for pole mount", "4MP", "2.8 mm", "@ $89.00 each", "item 12 /",
    "Room 204", "NDAA", "ONVIF", "PoE", "(black)", "delivery 2 weeks", "warranty 3 years", "Bosch", "Axis", "Rev. B |",
    "net 30 days",
)  # fmt: skip
_OTHER: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "wide gaps": lambda text: text.replace(" ", " \t "),
    "other dashes": lambda text: text.replace("-", "\u2013"),
    "no-break dashes": lambda text: text.replace("-", "\u2011"),
    "quotes": lambda text: f"\u201c{text}\u201d",
    "a bullet": lambda text: f"\u2022 {text} \r\n",
}


def outcome(text: str, ask: dict[str, Any], book: Snapshot) -> str:
    """Give the outcome for a text in the context of a case."""
    said = Said(
        on=ask["on"], asker=ask.get("as", ""), conduct=ask.get("to", ""), place=ask.get("in", ""),
        site=ask.get("site", ""), purpose=ask.get("for", ""), known=ask.get("known", ""),
        circumstances=tuple(ask.get("given", ())),
    )  # fmt: skip
    return answer(Subject(text), understand(said, book=book), book=book, index=SnapshotIndex(book)).outcome


@pytest.fixture(scope="module")
def known(snapshot: Snapshot) -> list[str]:
    """Give the outcome of each case as its text stands."""
    return [outcome(ask["text"], ask, snapshot) for ask in CASES]


@pytest.mark.parametrize("way", _OTHER)
def test_another_spelling_of_a_case_has_its_outcome(way: str, snapshot: Snapshot, known: list[str]) -> None:
    """Case, width, spaces and dashes are habits of whoever typed."""
    found = [outcome(_OTHER[way](ask["text"]), ask, snapshot) for ask in CASES]

    assert found == known


@settings(max_examples=50)
@given(data=st.data())
def test_signs_that_nobody_sees_change_nothing(snapshot: Snapshot, data: st.DataObject) -> None:
    """A page or a cell holds joiners, soft hyphens and marks of direction anywhere."""
    ask = data.draw(st.sampled_from(CASES))
    signs = st.text(st.sampled_from(_INVISIBLE), max_size=2)
    text = "".join(sign + data.draw(signs) for sign in ask["text"])

    assert outcome(data.draw(signs) + text, ask, snapshot) == outcome(ask["text"], ask, snapshot)


@settings(max_examples=50)
@given(data=st.data())
def test_accents_on_letters_change_nothing(snapshot: Snapshot, data: st.DataObject) -> None:
    """Names and numbers are written with accents where a keyboard or a scanner puts them."""
    ask = data.draw(st.sampled_from([one for one in CASES if one["text"].isascii()]))
    marks = st.text(st.sampled_from(_ACCENTS), max_size=1)
    text = "".join(sign + (data.draw(marks) if sign.isalpha() else "") for sign in ask["text"])

    assert outcome(text, ask, snapshot) == outcome(ask["text"], ask, snapshot)


@settings(max_examples=50)
@given(data=st.data())
def test_words_beside_a_subject_never_clear_it(snapshot: Snapshot, known: list[str], data: st.DataObject) -> None:
    """A line of a quote says much besides; other goods in it may raise a question, and never settle it."""
    ask = data.draw(st.sampled_from([ask for ask, found in zip(CASES, known, strict=True) if found == "barred"]))
    before, behind = (" ".join(data.draw(st.lists(st.sampled_from(_BESIDE), max_size=4))) for _ in range(2))

    assert outcome(f"{before} {ask['text']} {behind}", ask, snapshot) in {"barred", "depends"}
