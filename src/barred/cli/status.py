"""Exit statuses: what a caller may rely on without reading the output."""

from collections.abc import Iterable

from barred.model.verdict import OUTCOMES

__all__ = ["CLEAN", "FINDING", "INCOMPLETE", "INTERRUPTED", "LADDER", "SNAPSHOT", "USAGE", "status_of"]

CLEAN, FINDING, USAGE, INCOMPLETE, SNAPSHOT, INTERRUPTED = 0, 1, 2, 3, 4, 130

# What --fail-on can name, from worst to mildest; `never` switches the finding status off.
LADDER = ("barred", "depends", "waived", "noted", "unidentified", "never")


def status_of(outcomes: Iterable[str], fail_on: str) -> int:
    """Give 1 when an outcome is as bad as `fail_on` or worse, else 0.

    `unidentified` counts only when it is named itself; `clear` never does.
    """
    if fail_on == "never":
        return CLEAN
    bad = set(OUTCOMES[: OUTCOMES.index(fail_on) + 1]) - {"clear"}
    return FINDING if any(one in bad for one in outcomes) else CLEAN
