"""Checks of vocabularies: trees that can be walked, terms that mean one thing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from barred.directory.circles import circle
from barred.directory.known import Known
from barred.directory.read import RecordFile
from barred.directory.records import records_at
from barred.directory.rules.register import Fault, rule
from barred.directory.traits import TRAITS, Trait
from barred.directory.used_terms import named_lists, with_broader

__all__: list[str] = []

# Places are defined by their codes, and several share a name: who asks for one is asked which.
_PLACES = "place"


@rule("VOC-001", "a broader term exists and terms do not run in a circle", "vocabulary")
def has_a_tree(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Follow the broader terms of each term upwards."""
    above = {str(one.get("id")): one.get("broader", []) for _, one in records_at(file.data, "terms")}
    for n, one in records_at(file.data, "terms"):
        for broader in one.get("broader", []):
            if broader not in above:
                yield Fault(("terms", n, "broader"), f"no term {broader!r}", "add it or correct the id")
        way = circle(str(one.get("id")), lambda term: above.get(term, []))
        if way:
            what = f"{way[0]!r} is broader than itself: {' -> '.join(way)}"
            yield Fault(("terms", n, "broader"), what, "break the circle")


@rule("VOC-002", "a term has its id once and says what it means", "vocabulary")
def defines_its_terms(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name terms that are given twice or without a definition; places are defined by their codes."""
    counts = Counter(one.get("id") for _, one in records_at(file.data, "terms"))
    for n, one in records_at(file.data, "terms"):
        if counts[one.get("id")] > 1:
            yield Fault(("terms", n, "id"), f"term {one.get('id')!r} more than once", "keep one of them")
        if not one.get("definition") and file.id != _PLACES:
            yield Fault(("terms", n), f"term {one.get('id')!r} without definition", "say where it ends")


@rule("VOC-003", "a term has the traits that its vocabulary needs, and no others", "vocabulary")
def has_its_traits(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Hold the traits of each term against those that the judge reads."""
    wanted = TRAITS.get(file.id, {})
    for n, one in records_at(file.data, "terms"):
        traits: Mapping[str, Any] = one.get("traits", {})
        for name in sorted(set(traits) - set(wanted)):
            remedy = f"use one of {', '.join(wanted)}" if wanted else "leave it out"
            yield Fault(("terms", n, "traits", name), f"unknown trait {name!r}", remedy)
        for name, trait in wanted.items():
            if name not in traits:
                if trait.is_required:
                    yield Fault(("terms", n), f"term {one.get('id')!r} without trait {name!r}", "add it under traits")
            elif not _fits(trait, traits[name], known):
                what = f"trait {name!r} is {traits[name]!r}"
                yield Fault(("terms", n, "traits", name), what, f"write {trait.told}")


def _fits(trait: Trait, value: object, known: Known) -> bool:
    if type(value) is not trait.type:
        return False
    if not trait.choices and not trait.vocabulary:
        return True
    terms = known.terms(trait.vocabulary) if trait.vocabulary else {}
    values = value if isinstance(value, list) else [value]
    return terms is None or all(one in trait.choices or one in terms for one in values)


@rule("VOC-004", "a spelling means one term", "vocabulary")
def spells_one_term(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Compare id, title and aliases of each term with those of the others, spelling habits aside."""
    if file.id == _PLACES:
        return
    terms = dict(records_at(file.data, "terms"))
    means = defaultdict(set)
    for one in terms.values():
        for text in _spellings(one):
            means[text].add(one.get("id"))
    for n, one in terms.items():
        for text in sorted(_spellings(one)):
            others = sorted(map(str, means[text] - {one.get("id")}))
            if others:
                what = f"{text!r} means {one.get('id')!r} and {', '.join(map(repr, others))}"
                yield Fault(("terms", n), what, "leave it to one of them")


def _spellings(term: Mapping[str, Any]) -> set[str]:
    texts = (term.get("id", ""), term.get("title", ""), *term.get("aliases", []))
    # As `Vocabulary.resolve` reads what a user says.
    return {" ".join(str(text).casefold().replace("-", " ").replace("_", " ").split()) for text in texts}


@rule("VOC-005", "a term is used by a record, or says what it is kept for", "vocabulary")
def is_used_or_kept(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Name the terms that nothing needs: each makes the choice of the right one harder.

    A broader term is used with a narrower one. A list that gives a reason of its own stays whole.
    """
    if file.id not in named_lists() or file.data.get("kept_for"):
        return
    terms = {str(one.get("id")): one for _, one in records_at(file.data, "terms")}
    kept = {key for key, one in terms.items() if one.get("kept_for")}
    used = with_broader(terms, known.used.get(file.id, set()) | kept)
    for n, one in records_at(file.data, "terms"):
        if str(one.get("id")) not in used:
            what = f"no record uses {one.get('id')!r}"
            yield Fault(("terms", n, "id"), what, "remove it, or say under kept_for why it stays")
