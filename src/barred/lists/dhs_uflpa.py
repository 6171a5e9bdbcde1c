"""The entity list of the Uyghur Forced Labor Prevention Act, as the Department of Homeland Security's page has it.

A table for each ground of listing, with a name and a day a row. Other names stand in brackets behind
the name with their number, and so do subsidiaries that are named; a text that cannot be parted into
that number is kept whole.

Source: Public Law 117-78, section 2(d)(2)(B).
"""

import re
from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.html_table import table_rows
from barred.lists.layout import Layout
from barred.lists.list_day import days

__all__ = ["read"]

_NAME, _SINCE = "name of entity", "effective date"
_LAYOUT = Layout("us-dhs-uflpa", used=(_NAME, _SINCE))
_PROGRAMME = "UFLPA entity list"
_NUMBERS = {word: number for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1)
}  # fmt: skip
_ALIASES = re.compile(
    r"\((?:(?:and|including) (?P<number>[a-z]+) alias(?:es)?:|(?P<former>formerly known as)|also known as)\s*"
)
# A comma before one of these is part of a name.
_COMMA = re.compile(r",\s+(?!(?:Ltd|Limited|Inc|LLC|Corp|Co)\b)(?:and\s+)?")
_SEPARATORS = (re.compile(r";\s*(?:and\s+)?"), _COMMA, re.compile(r",?\s+and\s+"))
_FIRMS = re.compile(
    r",? and its (?:(?P<number>[a-z]+) \S+-based subsidiaries, which include|(?P<one>subsidiary)) (?P<names>.+)$"
)
_REST = re.compile(r",? and (?:its )?(?:subsidiaries|subordinate and affiliated entities)\.?$", re.IGNORECASE)


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the page; a subsidiary that is named is an entry of its own.

    Raises:
        FileProblem: No table of the page has the columns, or one has others beside them.
    """
    for row in table_rows(files[0], _LAYOUT, named_also={"entity name": _NAME}):
        since, _, unread = days((_SINCE, row.cells[_SINCE]), ("", ""))
        text, aliases, former = _without_aliases(row.cells[_NAME])
        firms = _FIRMS.search(text)
        below = _parted(firms["names"], "one" if firms["one"] else firms["number"]) if firms else []
        name = _REST.sub("", text[: firms.start()] if firms else text).strip(" ,;")
        for one, names in [(name, named(name, alias=";".join(aliases), former=";".join(former)))] + [
            (firm, named(firm)) for firm in below
        ]:
            yield Entry(
                entry_key(one), names, "organisation", row.line, programmes=(_PROGRAMME,), since=since, unread=unread
            )


def _without_aliases(text: str) -> tuple[str, list[str], list[str]]:
    """Take the brackets with other names out of a text; brackets may stand inside them."""
    aliases: list[str] = []
    former: list[str] = []
    while found := _ALIASES.search(text):
        end, depth = found.end(), 1
        while end < len(text) and depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        inside = text[found.end() : end].removesuffix(")")
        (former if found["former"] else aliases).extend(_parted(inside, found["number"] or ""))
        text = f"{text[: found.start()].rstrip()}{text[end:]}"
    return " ".join(text.split()), aliases, former


def _parted(text: str, number: str | None) -> list[str]:
    """Part names where a separator gives their number; where none does, at semicolons."""
    for separator in _SEPARATORS:
        parts = [part.strip(" ,;") for part in separator.split(text) if part.strip(" ,;")]
        if len(parts) == _NUMBERS.get(number or "", 0):
            return parts
    return [part.strip(" ,;") for part in _SEPARATORS[0].split(text) if part.strip(" ,;")]
