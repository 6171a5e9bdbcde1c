"""The items of a saved check that a clause asks to report: those that its restrictions bind, and those still open."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from barred.errors import FileProblem

__all__ = ["ReportedItem", "read_verdicts", "reported_items"]


class ReportedItem(NamedTuple):
    """One thing, and every row that names it; `questions` are what is open, empty where it is settled."""

    brand: str
    model: str
    description: str
    maker: str
    places: tuple[str, ...]
    restrictions: tuple[str, ...]
    questions: tuple[str, ...]


def read_verdicts(path: Path) -> list[Mapping[str, Any]]:
    """Read the verdicts of a report that `barred check -o` wrote as JSON or JSON lines.

    Raises:
        FileProblem: The file is missing, or holds anything but verdicts.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(f"cannot be read ({error})", where=str(path)) from None
    try:
        found = list(_verdicts(text, is_lines=path.suffix.lower() == ".jsonl"))
    except (ValueError, RecursionError) as error:
        raise FileProblem(f"not JSON: {error}", where=str(path), remedy=_REMEDY) from None
    for number, one in enumerate(found, 1):
        if not isinstance(one, dict) or not one.keys() >= _PARTS:
            raise FileProblem(f"number {number} is no verdict", where=str(path), remedy=_REMEDY)
    return found


_PARTS = {"subject", "outcome", "candidates", "restrictions", "questions", "snapshot", "context"}
_REMEDY = "give what `barred check FILE -o check.json` wrote"


def _verdicts(text: str, *, is_lines: bool) -> Iterator[Any]:
    if is_lines:
        yield from (json.loads(line) for line in text.split("\n") if line.strip())
        return
    whole = json.loads(text)
    found = whole.get("verdicts", whole) if isinstance(whole, dict) else whole
    yield from found if isinstance(found, list) else [found]


def reported_items(verdicts: Iterable[Mapping[str, Any]], restrictions: Sequence[str]) -> list[ReportedItem]:
    """Give the items that some restrictions bind or may bind, in the order of their first rows.

    Rows that name the same thing with the same result are one item. What is waived is an item too:
    a waiver of a restriction is no waiver of a report.
    """
    found: dict[tuple[object, ...], ReportedItem] = {}
    for verdict in verdicts:
        item = _item(verdict, restrictions)
        if item is not None:
            key = item._replace(places=())
            before = found.get(key, key)
            found[key] = before._replace(places=(*before.places, *item.places))
    return list(found.values())


def _item(verdict: Mapping[str, Any], restrictions: Sequence[str]) -> ReportedItem | None:
    telling = [one for one in verdict["restrictions"] if one["id"] in restrictions and one["applies"] != "no"]
    if not telling:
        return None
    subject, best = verdict["subject"], verdict["candidates"][0] if verdict["candidates"] else {}
    fields: Mapping[str, str] = subject.get("fields", {})
    is_settled = any(one["applies"] == "yes" for one in telling)
    models = [one["text"] for one in best.get("signals", ()) if one["kind"].startswith("model")]
    return ReportedItem(
        brand=fields.get("brand") or best.get("brand") or "",
        model=fields.get("model") or next(iter(models), ""),
        description=fields.get("description") or subject["text"],
        maker=best.get("maker") or "",
        places=(f"{subject['file']} row {subject['row']}" if subject["file"] else subject["text"],),
        restrictions=tuple(one["id"] for one in telling),
        questions=() if is_settled else tuple(_open(verdict, telling)),
    )


def _open(verdict: Mapping[str, Any], telling: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give what is still to be found out; where a waiver covers it the verdict asks nothing, and a report does."""
    yield from (one["text"] for one in verdict["questions"])
    for one in telling:
        if one["waived"]:
            yield from (f"{why['part']}: {why['text']}" for why in one["why"] if why["value"] == "open")
