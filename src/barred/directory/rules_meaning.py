"""Checks of what records say: restrictions that can be judged, links that lead somewhere."""

from collections import Counter
from collections.abc import Iterator

from barred.directory.read import RecordFile, Stack
from barred.directory.rules import Fault, records_at, rule
from barred.directory.schema import VOCABULARY_FIELDS

__all__: list[str] = []


def _traits(stack: Stack, vocabulary: str, term: object) -> dict[str, object]:
    file = stack.records.get(("vocabulary", vocabulary))
    found = [one for _, one in records_at(file.data, "terms") if one.get("id") == term] if file else []
    traits = found[0].get("traits") if found else None
    return traits if isinstance(traits, dict) else {}


@rule("RES-001", "a target is an organisation or a class, not both", "restriction")
def aims_at_one_thing(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Ask each target for exactly one of the two."""
    for n, one in records_at(file.data, "targets"):
        if bool(one.get("organisation")) == bool(one.get("target_class")):
            yield Fault(("targets", n), "needs organisation or target_class", "give exactly one of them")


@rule("RES-002", "a binding measure says whom and what it reaches", "restriction")
def has_a_scope(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Ask a restriction whose action binds for scopes that limit the conduct."""
    if not _traits(stack, "action", file.data.get("action")).get("is_binding"):
        return
    scopes = list(records_at(file.data, "scopes"))
    if not scopes:
        yield Fault(("action",), f"{file.data.get('action')!r} binds, but no scope says whom", "add [[scopes]]")
    for n, one in scopes:
        if not one.get("conduct"):
            yield Fault(("scopes", n, "conduct"), "a scope without conduct would bar everything", "name the conduct")


@rule("RES-003", "a stage cites evidence", "restriction")
def cites_its_stages(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Ask each stage for a key."""
    for n, one in records_at(file.data, "stages"):
        if not one.get("evidence"):
            yield Fault(("stages", n), f"stage {one.get('stage')!r} cites nothing", "name the evidence key")


@rule("RES-004", "a part is either in a scope or unclear in it", "restriction")
def is_clear_or_unclear(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Name terms that stand in both."""
    for n, one in records_at(file.data, "scopes"):
        unclear = one.get("unclear")
        for part, terms in (unclear if isinstance(unclear, dict) else {}).items():
            for term in sorted(set(terms) & set(one.get(part, []))):
                yield Fault(("scopes", n, part), f"{term!r} is both in {part} and unclear", "decide by the source")


@rule("RES-005", "an exemption narrows something and has a known effect", "restriction")
def narrows_its_exemptions(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Refuse an exemption that would lift a restriction for everybody."""
    for n, one in records_at(file.data, "exemptions"):
        if not any(one.get(part) for part in VOCABULARY_FIELDS):
            yield Fault(("exemptions", n), "spares everything", f"narrow it by one of {', '.join(VOCABULARY_FIELDS)}")
        if one.get("effect", "lifts") not in {"lifts", "waives"}:
            yield Fault(("exemptions", n, "effect"), f"effect {one['effect']!r}", "write lifts or waives")


@rule("RES-006", "a measure that never began is not called in force", "restriction")
def is_not_in_force_by_mistake(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Compare an action that only proposes or declines with its stages."""
    coarse = _traits(stack, "action", file.data.get("action")).get("coarse")
    for n, one in records_at(file.data, "stages"):
        if coarse in {"propose", "decline"} and one.get("stage") in {"in-force", "partly-in-force"}:
            what = f"{file.data.get('action')!r} with a stage {one['stage']!r}"
            yield Fault(("stages", n, "stage"), what, "a proposal, a warning or a refusal is never in force")


@rule("ORG-001", "an organisation has each name once", "organisation")
def has_single_names(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Name texts that stand twice."""
    counts = Counter(one.get("text") for _, one in records_at(file.data, "names"))
    for n, one in records_at(file.data, "names"):
        if counts[one.get("text")] > 1:
            yield Fault(("names", n, "text"), f"{one.get('text')!r} more than once", "keep one of them")


@rule("ORG-002", "links of one type do not run in a circle", "organisation")
def has_no_circle(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Follow each link through links of its type and see whether it comes back."""
    for n, one in records_at(file.data, "links"):
        path = _way_back(file.id, str(one.get("to")), str(one.get("type")), stack)
        if path:
            what = f"{one.get('type')} runs in a circle: {' -> '.join((file.id, *path))}"
            yield Fault(("links", n, "to"), what, "correct the direction or the dates of one link")


def _way_back(start: str, at: str, kind: str, stack: Stack) -> tuple[str, ...]:
    open_paths: list[tuple[str, ...]] = [(at,)]
    seen = set()
    while open_paths:
        path = open_paths.pop()
        if path[-1] == start:
            return path
        file = stack.records.get(("organisation", path[-1]))
        if file is None or path[-1] in seen:
            continue
        seen.add(path[-1])
        following = [one for _, one in records_at(file.data, "links") if one.get("type") == kind]
        open_paths += [(*path, str(one.get("to"))) for one in following]
    return ()


@rule("ORG-003", "a distinctive name belongs to one organisation, or is joint", "organisation")
def owns_its_names(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Name other organisations that record the same distinctive name."""
    owners = _owners(stack)
    for n, one in records_at(file.data, "names"):
        text = str(one.get("text")).casefold()
        others = sorted(owners.get(text, set()) - {file.id})
        if others and one.get("usage", "distinctive") == "distinctive" and not one.get("joint"):
            what = f"{one.get('text')!r} is also a name of {', '.join(others)}"
            yield Fault(("names", n, "text"), what, "mark it ordinary, or joint when it means all of them")


_CACHE: dict[int, tuple[Stack, dict[str, set[str]]]] = {}


def _owners(stack: Stack) -> dict[str, set[str]]:
    held = _CACHE.get(0)
    if held is not None and held[0] is stack:
        return held[1]
    owners: dict[str, set[str]] = {}
    for file in stack.of_kind("organisation"):
        for _, one in records_at(file.data, "names"):
            if one.get("usage", "distinctive") == "distinctive" and not one.get("joint"):
                owners.setdefault(str(one.get("text")).casefold(), set()).add(file.id)
    _CACHE[0] = (stack, owners)
    return owners


@rule("ORG-004", "a share lies between 0 and 1, the least not above the most", "organisation")
def has_shares_in_range(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Check the bounds of shares."""
    for n, one in records_at(file.data, "links"):
        least, most = one.get("share_least", 0), one.get("share_most", 1)
        if isinstance(least, (int, float)) and isinstance(most, (int, float)) and not 0 <= least <= most <= 1:
            yield Fault(("links", n), f"share from {least} to {most}", "write shares from 0 to 1")


@rule("VOC-001", "a broader term exists and terms do not run in a circle", "vocabulary")
def has_a_tree(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Follow the broader terms of each term upwards."""
    above = {one.get("id"): one.get("broader", []) for _, one in records_at(file.data, "terms")}
    for n, one in records_at(file.data, "terms"):
        for broader in one.get("broader", []):
            if broader not in above:
                yield Fault(("terms", n, "broader"), f"no term {broader!r}", "add it or correct the id")
        todo, seen = list(one.get("broader", [])), set()
        while todo:
            at = todo.pop()
            if at == one.get("id"):
                yield Fault(("terms", n, "broader"), f"{at!r} is broader than itself", "break the circle")
                break
            if at not in seen:
                seen.add(at)
                todo += above.get(at, [])


@rule("VOC-002", "a term has its id once and says what it means", "vocabulary")
def defines_its_terms(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Name terms that are given twice or without a definition; places are defined by their codes."""
    counts = Counter(one.get("id") for _, one in records_at(file.data, "terms"))
    for n, one in records_at(file.data, "terms"):
        if counts[one.get("id")] > 1:
            yield Fault(("terms", n, "id"), f"term {one.get('id')!r} more than once", "keep one of them")
        if not one.get("definition") and file.id != "place":
            yield Fault(("terms", n), f"term {one.get('id')!r} without definition", "say where it ends")
