"""Is every collected fact a record or listed as left out? `python bench/left_out.py FOLDER`.

FOLDER holds `restrictions.jsonl`, `organisations.jsonl`, `relations.jsonl` and `target_classes.jsonl`, a
fact a line with an `id`. A relation counts as recorded when one of its two ends has a link to the other.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

from barred.directory.read import Stack, read_directories

_DIRECTORY = Path(__file__).parents[1] / "directory"
_CLASS = "class:"


def main(folder: Path) -> int:
    """Print what is in neither, and give status 1 if there is any."""
    stack = read_directories([_DIRECTORY])
    with (_DIRECTORY / "tables" / "left_out.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["candidate"] for row in csv.DictReader(file)}
    missing = []
    for name in ("restrictions", "organisations", "relations", "target_classes"):
        facts = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines() if line]
        recorded = [fact for fact in facts if _is_recorded(name, fact, stack)]
        absent = [fact["id"] for fact in facts if fact not in recorded and fact["id"] not in listed]
        both = len(facts) - len(recorded) - len(absent)
        print(f"{name}: {len(facts)} facts, {len(recorded)} recorded, {both} listed, {len(absent)} in neither")
        missing += absent
    print("\n".join(missing))
    return bool(missing)


def _is_recorded(name: str, fact: dict[str, Any], stack: Stack) -> bool:
    if name == "relations":
        return _is_linked(fact["subject"], fact["object"], stack) or _is_linked(fact["object"], fact["subject"], stack)
    if name == "target_classes":
        terms = stack.records["vocabulary", "target-class"].data["terms"]
        return fact["id"].removeprefix(_CLASS) in {one["id"] for one in terms}
    return (name.removesuffix("s"), fact["id"]) in stack.records


def _is_linked(holder: str, other: str, stack: Stack) -> bool:
    file = stack.records.get(("organisation", holder))
    return file is not None and any(one["to"] == other for one in file.data.get("links", ()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
