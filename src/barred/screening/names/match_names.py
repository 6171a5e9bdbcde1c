"""Match names from files: text first, then what the directory records about both sides.

Two spellings that compare badly are one body when the directory names both for one organisation, and
two that compare well are not when it keeps them apart; what it links is related, with the links.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from barred.identify.batch import identify_column
from barred.identify.index import WholeIndex
from barred.judge.trace import trace
from barred.matching.explain import explain
from barred.matching.lexicon import Lexicon, build_lexicon
from barred.matching.match import CLASSES, Hit, Matcher, match_pairs
from barred.model.book import Book
from barred.model.candidate import Candidate
from barred.model.question import Context
from barred.text.fold import compact

__all__ = [
    "BY_RECORD",
    "Answer",
    "Recorded",
    "TableRows",
    "Whose",
    "answer_pairs",
    "answer_rows",
    "country_code",
    "lexicon_of",
]

# What the directory records counts as this sure when it is the whole answer.
BY_RECORD, _BY_RECORD_NOT = 0.99, 0.01
_SURE = "confirmed"
_NATIVE = "name-native"
_PUNCTUATION = re.compile(r"[\s,.()&-]+")


class TableRows(Protocol):
    """What gives the rows of a bulk table."""

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a table by its name."""
        ...


class Answer(NamedTuple):
    """An answer about two names.

    Args:
        row: Position of the left name.
        name: Position of the right name.
        answer: One of `barred.matching.match.CLASSES`.
        score: Probability from 0 to 1 that both name one body.
        why: What was compared and what the directory records, as data.
    """

    row: int
    name: int
    answer: str
    score: float
    why: dict[str, Any]


class Recorded:
    """What the directory records about names: who they are, and how organisations are linked.

    Args:
        book: The directory.
        index: Names of the directory.
        context: The day, and the knowledge, at which links are looked at.
    """

    def __init__(self, book: Book, index: WholeIndex, context: Context) -> None:
        self._book, self._index, self._context = book, index, context
        self._behind: dict[str, dict[str, list[str]]] = {}

    def organisations(self, names: pa.StringArray) -> list[str]:
        """Give for n names the one organisation that each surely is, empty for none or several."""
        found = identify_column({"organisation": names}, self._index)
        texts = {number: names[row].as_py() or "" for number, row in found.found().items()}
        one_each = [_only(candidates, texts.get(number, "")) for number, candidates in enumerate(found.candidates)]
        return ["" if number is None else one_each[number] for number in found.rows.to_pylist()]

    def links(self, one: str, other: str) -> list[str]:
        """Give the links on a way between two organisations, as `subject type to`; none when there is no way."""
        return self._ways(one).get(other) or self._ways(other).get(one) or []

    def tied(self, organisation: str, others: Iterable[str], *, is_behind: bool) -> list[str]:
        """Give those that an organisation is or is linked to; with `is_behind` those alone that stand behind it."""
        ways = self._ways(organisation)
        return [
            other
            for other in others
            if other == organisation or other in ways or (not is_behind and organisation in self._ways(other))
        ]

    def _ways(self, start: str) -> dict[str, list[str]]:
        if start not in self._behind:
            walked = trace(start, self._context, book=self._book)
            self._behind[start] = {
                end: [f"{step.subject} {step.type} {step.to}" for step in paths[0].steps]
                for end, paths in walked.paths.items()
                if end != start
            }
        return self._behind[start]


def lexicon_of(book: TableRows) -> Lexicon:
    """Build the lexicon of a directory."""
    return build_lexicon(book.rows)


def country_code(said: str, lexicon: Lexicon) -> str:
    """Give the ISO 3166 code of a country that is named or coded, empty when it is not known.

    Only the first of several counts: a body that sits in many countries conflicts with none.
    """
    word = _PUNCTUATION.sub(" ", said.strip().casefold().replace("'", "")).strip()
    if not word or ";" in said or "|" in said:
        return ""
    if len(word) == 2 and word.isalpha():  # noqa: PLR2004 - the letters of a code
        return word
    meaning = lexicon.meaning(word)
    return meaning.key if meaning.kind == "place" and len(meaning.key) == 2 else ""  # noqa: PLR2004


def answer_pairs(
    left: Sequence[str],
    right: Sequence[str],
    *,
    lexicon: Lexicon,
    countries: Sequence[tuple[str, str]] = (),
    recorded: Recorded | None = None,
) -> Iterator[Answer]:
    """Answer n pairs of names, in order.

    Args:
        left: n names.
        right: n names.
        lexicon: What is known of words.
        countries: n pairs of country codes, or none at all.
        recorded: The directory; without it names are compared by their letters alone.
    """
    columns = pa.array(left, pa.string()), pa.array(right, pa.string())
    known = [recorded.organisations(column) if recorded else [] for column in columns]
    for hit in match_pairs(*columns, lexicon=lexicon, countries=countries):
        answer = _by_text(hit, lexicon)
        yield _by_record(answer, known[0][hit.row], known[1][hit.row], recorded) if recorded else answer


class Whose(NamedTuple):
    """Whose names an index holds, by the directory.

    Args:
        recorded: The directory.
        listed: Organisation to the names of the index that are it.
        entities: What each name of the index is a name of, where the list is the directory itself:
            of one entity the best answer alone is given, and only those that stand behind a name
            are related to it. None at all when each name stands for itself.
    """

    recorded: Recorded
    listed: Mapping[str, Sequence[int]]
    entities: Sequence[str] = ()


def answer_rows(
    names: Sequence[str], matcher: Matcher, *, countries: Sequence[str] = (), whose: Whose | None = None
) -> Iterator[Answer]:
    """Answer n names against the index of a matcher, by row and then name.

    Args:
        names: n names.
        matcher: Holds the index.
        countries: n country codes, or none at all.
        whose: What the directory knows; without it names are compared by their letters alone.

    Returns:
        Every answer but *different* and *unknown*.
    """
    column = pa.array(names, pa.string())
    known = whose.recorded.organisations(column) if whose else [""] * len(names)
    owners = {name: organisation for organisation, mine in whose.listed.items() for name in mine} if whose else {}
    found: dict[int, dict[int, Answer]] = {}
    for hit in matcher.match(column, countries=countries):
        answer = _by_text(hit, matcher.lexicon)
        if whose:
            answer = _by_record(answer, known[hit.row], owners.get(hit.name, ""), whose.recorded)
        found.setdefault(hit.row, {})[hit.name] = answer
    if whose:
        _add_recorded(found, known, whose)
    for row in sorted(found):
        yield from _best_of_each(found[row], whose.entities) if whose and whose.entities else _in_order(found[row])


def _add_recorded(found: dict[int, dict[int, Answer]], known: Sequence[str], whose: Whose) -> None:
    """Add what letters cannot find: other names of one organisation, and the ones that it is linked to."""
    for row, organisation in enumerate(known):
        if not organisation:
            continue
        for other in whose.recorded.tied(organisation, whose.listed, is_behind=bool(whose.entities)):
            for name in whose.listed[other]:
                if name not in found.get(row, {}):
                    nothing = Answer(row, name, "different", 0.0, {})
                    found.setdefault(row, {})[name] = _by_record(nothing, organisation, other, whose.recorded)


def _in_order(answers: dict[int, Answer]) -> list[Answer]:
    return [answers[name] for name in sorted(answers)]


def _best_of_each(answers: dict[int, Answer], entities: Sequence[str]) -> list[Answer]:
    """Give for each entity the answer of its nearest name, the surest entity first."""
    best: dict[str, Answer] = {}
    for answer in sorted(answers.values(), key=_rank):
        best.setdefault(entities[answer.name], answer)
    return list(best.values())


def _rank(answer: Answer) -> tuple[int, float, int, int]:
    """Put the surest first; of what the directory records, the nearest by links and the best by letters."""
    by_letters = sum(word["weight"] for word in answer.why.get("words", ()))
    return CLASSES.index(answer.answer), -answer.score, -round(by_letters), answer.name


def _by_text(hit: Hit, lexicon: Lexicon) -> Answer:
    why = explain(hit.comparison, lexicon, names=(hit.left, hit.right))
    return Answer(hit.row, hit.name, hit.answer, hit.comparison.score, why)


def _by_record(answer: Answer, one: str, other: str, recorded: Recorded) -> Answer:
    """Let what the directory records of both names decide, where it knows both."""
    if not one or not other:
        return answer
    if one == other:
        score = max(answer.score, BY_RECORD)
        return answer._replace(answer="same", score=score, why={**answer.why, "record": [one]})
    links = recorded.links(one, other)
    why = {**answer.why, "record": [one, other]}
    if links:
        return answer._replace(answer="related", score=min(answer.score, _BY_RECORD_NOT), why={**why, "links": links})
    shared = [word for word in why.get("words", ()) if word["kind"] == "word" and not word.get("edits")]
    if answer.answer in {"same", "mentions"} or shared:
        return answer._replace(answer="namesake", score=min(answer.score, _BY_RECORD_NOT), why=why)
    return answer._replace(why=why)


def _only(candidates: Iterable[Candidate], text: str) -> str:
    sure = {one.organisation for one in candidates if not one.is_joint and (one.band == _SURE or _is_native(one, text))}
    return sure.pop() if len(sure) == 1 else ""


def _is_native(candidate: Candidate, text: str) -> bool:
    """Tell whether a text is a recorded name in its own script and nothing else.

    Such a name may be an ordinary word too ("萤石" is a mineral): in a line of goods it proves little, but as the
    whole of a name it is the one thing that ties two scripts together.
    """
    return any(one.kind == _NATIVE and compact(one.text) == compact(text) for one in candidate.signals)
