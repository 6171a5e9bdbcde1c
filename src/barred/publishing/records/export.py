"""Give the directory away: every record in a form that other programs read.

The same directory gives the same bytes, so that two exports can be compared line by line.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from barred.publishing.files.whole_file import replacing
from barred.publishing.ftm.entities import ftm_entities
from barred.publishing.records.record_data import RECORD_KINDS, Archive, chosen, records
from barred.publishing.records.record_jsonld import jsonld_lines

__all__ = ["FORMS", "LINE_FORMS", "export_lines", "write_lines"]

LINE_FORMS = ("jsonl", "ftm", "jsonld")
FORMS = (*LINE_FORMS, "csv", "parquet")


def export_lines(
    form: str, kinds: Iterable[str], *, on: str, book: Archive, left_out: Counter[str] | None = None
) -> Iterator[str]:
    """Give the directory as text, piece by piece, line breaks included.

    Args:
        form: One of `LINE_FORMS`.
        kinds: Kinds of record; all that the form can show when there is none.
        on: The day by which FollowTheMoney is told what is in force; the others tell all days.
        book: The directory.
        left_out: Counts, by reason, what the form has no place for.

    Raises:
        UsageProblem: A kind is unknown or has no place in the form.
    """
    match form:
        case "ftm":
            yield from map(_line, ftm_entities(kinds, on=on, book=book, left_out=left_out))
        case "jsonld":
            yield from jsonld_lines(chosen(kinds, RECORD_KINDS), book=book)
        case _:
            yield from map(_line, records(chosen(kinds, RECORD_KINDS), book=book))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write text to a file, whole or not at all.

    Raises:
        UsageProblem: The target is a folder.
        FileProblem: It cannot be written.
    """
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")) + "\n"
