"""The register of checks: each rule has a code, and yields what it finds wrong."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from barred.directory.known import Known
from barred.directory.locate import FieldPath
from barred.directory.read import RecordFile, Stack
from barred.model.finding import Finding

__all__ = ["RULES", "SHAPE", "TIDY", "Fault", "Rule", "find_all", "rule"]

# Types and dates: rules about meaning look only at records in which these are right.
SHAPE = ("DIR-007", "DAT-001")
# Tidiness of the closed lists: whoever copies a list to build a small directory of his own is not held to it.
TIDY = ("VOC-005",)


class Fault(NamedTuple):
    """What a rule saw: the path of the field in its file, what is wrong and what mends it.

    `line` is given where the fault is in the text and not in a field.
    """

    path: FieldPath
    what: str
    remedy: str
    line: int | None = None


_Look = Callable[[RecordFile, Known], Iterator[Fault]]


class Rule(NamedTuple):
    """A check of one record in the light of the whole stack."""

    code: str
    says: str
    kinds: tuple[str, ...]
    look: _Look


RULES: dict[str, Rule] = {}


def rule(code: str, says: str, *kinds: str) -> Callable[[_Look], _Look]:
    """Register a check under its code.

    Args:
        code: Its code, for life.
        says: What must hold, in words.
        kinds: The kinds of record that it looks at.

    Raises:
        ValueError: Another check has the code.
    """

    def register(look: _Look) -> _Look:
        if code in RULES:
            raise ValueError(f"{code} is taken")
        RULES[code] = Rule(code, says, kinds, look)
        return look

    return register


def find_all(stack: Stack) -> list[Finding]:
    """Run every registered check over every record.

    Returns:
        The findings, by file, line and code. A record with wrong types or dates is told so; what
        it means is not looked into before that is mended.
    """
    known = Known(stack)
    found = set()
    for key, file in stack.records.items():
        faults = {one for code in SHAPE if code in RULES for one in _findings(RULES[code], file, known)}
        if faults:
            known.misshapen.add(key)
            found |= faults
    for key, file in stack.records.items():
        for one in RULES.values():
            is_asked = file.kind in one.kinds and one.code not in SHAPE
            if is_asked and (one.code.startswith("DIR-") or key not in known.misshapen):
                found |= set(_findings(one, file, known))
    return sorted(found)


def _findings(one: Rule, file: RecordFile, known: Known) -> Iterator[Finding]:
    for fault in one.look(file, known):
        line = fault.line or known.line(file, fault.path)
        yield Finding(file.shown, line, one.code, fault.what, fault.remedy)
