"""Checks of restrictions: that they can be judged, and that none binds by mistake."""

from collections.abc import Iterator
from functools import partial

from barred.directory.circles import circle
from barred.directory.known import Known
from barred.directory.read import RecordFile
from barred.directory.records import records_at
from barred.directory.rules.register import Fault, rule
from barred.directory.schema import VOCABULARY_FIELDS

__all__: list[str] = []

_NEVER_IN_FORCE = {"propose", "decline", "litigation"}
_EFFECTS = ("lifts", "waives")


@rule("RES-001", "a target is an organisation or a class, not both", "restriction")
def aims_at_one_thing(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Ask each target for exactly one of the two."""
    for n, one in records_at(file.data, "targets"):
        if bool(one.get("organisation")) == bool(one.get("target_class")):
            yield Fault(("targets", n), "needs organisation or target_class", "give exactly one of them")


@rule("RES-002", "a binding measure says whom and what it reaches", "restriction")
def has_a_scope(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Ask a restriction whose action binds for scopes that limit the conduct."""
    action = file.data.get("action")
    if not known.traits("action", action).get("is_binding"):
        return
    scopes = list(records_at(file.data, "scopes"))
    if not scopes:
        yield Fault(("action",), f"{action!r} binds, but no scope says whom", "add [[scopes]]")
    for n, one in scopes:
        if not one.get("conduct"):
            yield Fault(("scopes", n, "conduct"), "a scope without conduct would bar everything", "name the conduct")


@rule("RES-003", "a stage cites evidence", "restriction")
def cites_its_stages(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Ask each stage for a key."""
    for n, one in records_at(file.data, "stages"):
        if not one.get("evidence"):
            yield Fault(("stages", n), f"stage {one.get('stage')!r} cites nothing", "name the evidence key")


@rule("RES-004", "a part is either in a scope or unclear in it", "restriction")
def is_clear_or_unclear(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name terms that stand in both."""
    for n, one in records_at(file.data, "scopes"):
        for part, terms in one.get("unclear", {}).items():
            certain = one.get(part, []) if part in VOCABULARY_FIELDS else []
            for term in sorted(set(terms) & set(certain)):
                yield Fault(("scopes", n, part), f"{term!r} is both in {part} and unclear", "decide by the source")


@rule("RES-005", "an exemption narrows something and has a known effect", "restriction")
def narrows_its_exemptions(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Refuse an exemption that would lift a restriction for everybody."""
    for n, one in records_at(file.data, "exemptions"):
        if not any(one.get(part) for part in VOCABULARY_FIELDS):
            yield Fault(("exemptions", n), "spares everything", f"narrow it by one of {', '.join(VOCABULARY_FIELDS)}")
        if one.get("effect", _EFFECTS[0]) not in _EFFECTS:
            yield Fault(("exemptions", n, "effect"), f"effect {one['effect']!r}", f"write {' or '.join(_EFFECTS)}")


@rule("RES-006", "a measure that never began is not called in force", "restriction")
def is_not_in_force_by_mistake(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Compare an action that only proposes, declines or sues with its stages."""
    action = file.data.get("action")
    coarse = known.traits("action", action).get("coarse")
    for n, one in records_at(file.data, "stages"):
        if coarse in _NEVER_IN_FORCE and known.traits("stage", one.get("stage")).get("effect") == "binds":
            what = f"{action!r} with a stage {one['stage']!r}"
            yield Fault(("stages", n, "stage"), what, "a proposal, a warning, a lawsuit or a refusal is never in force")


@rule("RES-007", "restrictions do not follow or supersede one another in a circle", "restriction")
def has_no_circle(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Follow each restriction that this one follows or supersedes, and see whether it comes back."""
    for name in ("follows", "supersedes"):
        way = circle(file.id, partial(_pointed_at, name, known))
        if way:
            yield Fault((name,), f"{name} in a circle: {' -> '.join(way)}", "correct the direction of one of them")


def _pointed_at(name: str, known: Known, key: str) -> list[str]:
    found = known.body("restriction", key).get(name, [])
    return found if isinstance(found, list) else []
