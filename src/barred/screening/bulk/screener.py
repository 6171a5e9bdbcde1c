"""Screen batches: questions in, answers out, the same whoever calls and however the rows are cut."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.identify.batch import Known, identify_column
from barred.identify.identifiers import IDENTIFYING
from barred.identify.index import WholeIndex
from barred.model.candidate import Candidate
from barred.model.listing import Listing
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.screening.answer import Desk
from barred.screening.mentions import Mention, mentions_in
from barred.screening.names.list_hits import ListHits
from barred.screening.page_candidates import page_candidates
from barred.tables import ASKED, SCREENED

__all__ = ["EMPTY", "Screener", "screen", "screen_batches"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

EMPTY = "nothing in it says what it is"
_ROLES = ("text", *IDENTIFYING)
# What is known of earlier batches stays bounded: candidates, and what is told of them, which is a few kilobytes each.
_REMEMBERED, _REMEMBERED_TOLD = 50_000, 10_000
# The columns that come from the answer; the others are the question's own.
_TOLD = [field for field in SCREENED if field.name not in {*ASKED.names, "listed", "snapshot", "index"}]
_TOLD_SCHEMA = pa.schema([*_TOLD, *(SCREENED.field(name) for name in ("organisation", "brand"))])
_Told = dict[str, Any]


class Screener:
    """What screening needs besides the rows; it keeps what it found, and that changes no answer.

    Args:
        desk: Answers in the context of the user.
        index: Names, model numbers and words, all of them.
        digest: Names the content of the index.
        lists: The official lists laid over the directory, where there are any.
    """

    def __init__(self, desk: Desk, index: WholeIndex, *, digest: str, lists: ListHits | None = None) -> None:
        self.desk = desk
        self.index = index
        self.digest = digest
        self.lists = lists
        self.known: Known = {}
        self._told: dict[tuple[str, tuple[Candidate, ...], tuple[Listing, ...]], _Told] = {}
        self._nobody = _told(desk.conclude(Subject(""), ()), ())

    def told(
        self,
        text: str,
        candidates: tuple[Candidate, ...],
        *,
        mentions: Iterable[Mention] | None = None,
        listings: tuple[Listing, ...] = (),
    ) -> _Told:
        """Give what the columns of an answer say about a subject with these candidates and entries of lists."""
        if not candidates and not listings:
            return self._nobody
        key = text, candidates, listings
        if key not in self._told:
            found = mentions_in(text, candidates) if mentions is None else mentions
            self._told[key] = _told(self.desk.conclude(Subject(text), candidates, listings=listings), found)
        return self._told[key]

    def forget(self) -> None:
        """Let go of what was found when it has become much."""
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        if len(self._told) > _REMEMBERED_TOLD:
            self._told.clear()


def screen_batches(batches: Iterable[pa.RecordBatch], screener: Screener) -> Iterator[pa.RecordBatch]:
    """Screen one batch after the other; this is what every engine calls."""
    return (screen(batch, screener) for batch in batches)


def screen(batch: pa.RecordBatch, screener: Screener) -> pa.RecordBatch:
    """Screen a batch.

    Args:
        batch: n questions, `barred.tables.ASKED`. A column may be missing where it is null in
            every row; columns of other names change nothing.
        screener: The case, the directory and the index.

    Returns:
        n answers in the same order, `barred.tables.SCREENED`. A row with an error keeps it and has
        no outcome; so has a row that says nothing, with `EMPTY` as its error. Order and split of
        the rows change no answer.

    Cost:
        A few passes over the distinct questions; each that can name somebody is identified and
        decided once. Pages are read line by line in the same way.
    """
    asked = _asked(batch)
    is_bad = asked["error"].is_valid()
    is_page = _compute.fill_null(_compute.equal(asked["kind"], "page"), pa.scalar(value=False))
    is_row = _compute.invert(_compute.or_(is_bad, is_page))
    found = identify_column(
        {name: _compute.if_else(is_row, asked[name], "") for name in _said(asked)}, screener.index, known=screener.known
    )
    # Answers 0 and 1 stand for nobody and for nothing at all; rows point to answers by number.
    answers: list[_Told] = [screener.told("", ()), dict.fromkeys(_TOLD_SCHEMA.names)]
    numbers = [0] * len(found.candidates)
    for number, row in found.found().items():
        numbers[number] = len(answers)
        answers.append(screener.told(asked["text"][row].as_py() or "", found.candidates[number]))
    coded = _compute.fill_null(pa.array(numbers, pa.int64()).take(found.rows), 1)
    listings, listed = _listings(asked, screener.lists)
    if listings:
        codes = coded.to_pylist()
        for row, some in listings.items():
            codes[row] = len(answers)
            answers.append(screener.told(asked["text"][row].as_py() or "", found.of(row), listings=some))
        coded = pa.array(codes, pa.int64())
    coded = _with_pages(coded, _compute.and_(is_page, _compute.invert(is_bad)), asked, answers=answers, by=screener)
    screener.forget()
    return _answered({**asked, "listed": listed}, answers, coded, screener)


def _asked(batch: pa.RecordBatch) -> Mapping[str, Any]:
    """Give the columns of a batch by name, missing ones as nulls; without `text` the others, joined, are it."""
    columns: dict[str, Any] = {
        field.name: batch[field.name].cast(field.type)
        if field.name in batch.schema.names
        else pa.nulls(len(batch), field.type)
        for field in ASKED
    }
    parts = [_compute.fill_null(columns[role], "") for role in IDENTIFYING]
    joined = _compute.utf8_trim(_compute.binary_join_element_wise(*parts, " "), " ")
    columns["text"] = _compute.coalesce(columns["text"], _compute.if_else(_compute.equal(joined, ""), None, joined))
    return columns


def _said(asked: Mapping[str, Any]) -> list[str]:
    """Name the columns that say something in some row."""
    return [role for role in _ROLES if role == "text" or asked[role].null_count < len(asked[role])]


def _with_pages(
    coded: Any,  # noqa: ANN401 - an array of whole numbers
    is_page: pa.BooleanArray,
    asked: Mapping[str, Any],
    *,
    answers: list[_Told],
    by: Screener,
) -> Any:  # noqa: ANN401
    """Answer the pages: most of them name nobody."""
    rows = _compute.indices_nonzero(is_page)
    if not len(rows):
        return coded
    texts = asked["text"].take(rows)
    codes = [0 if (text or "").strip() else 1 for text in texts.to_pylist()]
    for at, (candidates, mentions) in page_candidates(texts, by.index, known=by.known).items():
        codes[at] = len(answers)
        answers.append(by.told(texts[at].as_py(), candidates, mentions=mentions))
    return _compute.replace_with_mask(coded, is_page, pa.array(codes, pa.int64()))


def _answered(
    asked: Mapping[str, Any],
    answers: list[_Told],
    coded: Any,  # noqa: ANN401 - an array of whole numbers
    screener: Screener,
) -> pa.RecordBatch:
    told = pa.RecordBatch.from_pylist(answers, schema=_TOLD_SCHEMA).take(coded)
    is_nothing = _compute.equal(coded, 1)
    given = {
        **{name: asked[name] for name in ("file", "row", "uri", "date", "kind", "text")},
        **{name: told[name] for name in _TOLD_SCHEMA.names},
        "error": _compute.if_else(is_nothing, _compute.fill_null(asked["error"], EMPTY), asked["error"]),
        "listed": asked["listed"],
        "snapshot": pa.repeat(pa.scalar(screener.desk.book.digest), len(coded)),
        "index": pa.repeat(pa.scalar(screener.digest), len(coded)),
    }
    # Of a page that names nobody the text is not handed on: it would be most of the output.
    is_quiet = _compute.and_(_compute.equal(asked["kind"], "page"), _compute.less_equal(coded, 1))
    given["text"] = _compute.if_else(_compute.fill_null(is_quiet, pa.scalar(value=False)), None, given["text"])
    return pa.RecordBatch.from_arrays([given[field.name] for field in SCREENED], schema=SCREENED)


def _listings(
    asked: Mapping[str, Any], lists: ListHits | None
) -> tuple[dict[int, tuple[Listing, ...]], Any]:  # an array of lists of structs
    """Look the organisation of each row up in the lists, or all it says where no column names one."""
    if lists is None or not len(asked["text"]):
        return {}, pa.array([[]] * len(asked["text"]), SCREENED.field("listed").type)
    is_row = _compute.and_(_compute.equal(asked["kind"], "row"), asked["error"].is_null())
    names = _compute.if_else(is_row, _compute.coalesce(asked["organisation"], asked["text"]), None)
    return lists.of(names)


def _told(verdict: Verdict, mentions: Iterable[Mention]) -> _Told:
    best = verdict.candidates[0] if verdict.candidates else None
    return {
        "outcome": verdict.outcome,
        "organisation": best.organisation if best else None,
        "brand": best.brand if best else None,
        "maker": best.maker if best else None,
        "product": best.product if best else None,
        "probability": round(best.probability, 4) if best else None,
        "band": best.band if best else None,
        "applies": [one.id for one in verdict.restrictions if one.applies == "yes"],
        "open": [one.id for one in verdict.restrictions if one.applies == "open"],
        "questions": [one.text for one in verdict.questions],
        "why": [
            {
                "organisation": candidate.organisation,
                "kind": signal.kind,
                "text": signal.text,
                "weight": round(signal.weight, 4),
                "source": signal.source,
            }
            for candidate in verdict.candidates
            for signal in candidate.signals
        ],
        "mentions": [one._asdict() for one in mentions],
    }
