"""What a bulk run says at its end: how many rows came out how."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence

from barred.cli.grid import print_grid
from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.model.verdict import NOTICE, OUTCOMES
from barred.screening.bulk.part import Part

__all__ = ["print_summary"]


def print_summary(
    parts: Sequence[Part], outcomes: Mapping[str, int], *, snapshot: Snapshot, context: Context, form: str
) -> None:
    """Print the rows by outcome, and those that have none, as a table, JSON or CSV."""
    counts = {name: outcomes.get(name, 0) for name in OUTCOMES}
    without = {"empty": sum(one.empty for one in parts), "not read": sum(one.unreadable for one in parts)}
    rows = sum(one.rows for one in parts)
    if form == "json":
        told = {
            "rows": rows,
            "outcomes": counts,
            "empty": without["empty"],
            "not_read": without["not read"],
            "on": context.on,
            "snapshot": snapshot.digest,
            "checked": snapshot.checked,
            "notice": NOTICE,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    lines = [{"outcome": name, "rows": str(count)} for name, count in {**counts, **without, "all": rows}.items()]
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, ("outcome", "rows"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        return
    print_grid(lines)
    print(f"On {context.on}. Directory last checked {snapshot.checked}.\n{NOTICE}")
