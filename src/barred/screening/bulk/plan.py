"""Plan a run: which stretches there are, and the manifest that says what they are stretches of."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from barred import __version__
from barred.errors import FileProblem
from barred.model.question import Context
from barred.readers.stretches.cut import Cutter
from barred.readers.stretches.stretch import Stretch

__all__ = ["Plan", "make_plan", "manifest_of"]


class Plan(NamedTuple):
    """What there is to do.

    Args:
        stretches: All of them, in the order of the output.
        inputs: For each file that can be read its name, size and digest.
        troubles: Why others cannot.
    """

    stretches: tuple[Stretch, ...]
    inputs: tuple[tuple[str, int, str], ...]
    troubles: tuple[FileProblem, ...]


def make_plan(files: Sequence[Path], cutter: Cutter) -> Plan:
    """Cut all inputs; one that cannot be read does not stop the others.

    Raises:
        UsageProblem: A column that the user named is in none of a file's, or a package is missing.

    Cost:
        Two to four passes over the bytes of text, one over those of other files.
    """
    stretches: list[Stretch] = []
    inputs: list[tuple[str, int, str]] = []
    troubles: list[FileProblem] = []
    for number, path in enumerate(files):
        try:
            found = cutter.cut(path, number)
        except FileProblem as trouble:
            troubles.append(trouble)
            continue
        stretches += found
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        inputs.append((path.as_posix(), path.stat().st_size, f"sha256:{digest}"))
    return Plan(tuple(stretches), tuple(inputs), tuple(troubles))


def manifest_of(plan: Plan, context: Context, *, snapshot: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Say what a run is: two runs with one manifest give the same parts.

    Args:
        plan: The inputs and how they are cut.
        context: The case.
        snapshot: Digest of the snapshot.
        options: What else changes an answer or the order of the rows.
    """
    cuts = [(*one, *one.layout) for one in (stretch._replace(path="") for stretch in plan.stretches)]
    asker = context.asker
    return {
        "version": __version__,
        "snapshot": snapshot,
        "case": {**context._asdict(), "asker": asker._asdict() if asker else None},
        "options": dict(options),
        "inputs": [{"file": name, "bytes": size, "digest": digest} for name, size, digest in plan.inputs],
        "stretches": len(cuts),
        "cut": f"sha256:{hashlib.sha256(repr(cuts).encode()).hexdigest()}",
    }
