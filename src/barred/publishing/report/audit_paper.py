"""The report of a check as an auditor reads it: what was asked, of what, how, what was found, and what was not.

Nobody reads a book of rows: long lists are cut at a number that is told beside them, and so are the findings that are
laid out one by one, the worst of which come first. The workbook and CSV have every row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from barred.publishing.paper.paper import Block, Cell, Grid, Heading, Pairs, Paper, Signatures, Words, cell
from barred.publishing.report.finding_rows import FindingRows, SharedVerdict, Spot
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.verdicts.verdict_text import OUTCOME_TOLD

__all__ = ["audit_paper"]

_MOST_ROWS = 2_000
# Findings laid out with their reasons, and rows listed under all of them; under each the first rows stand in any case.
_MOST_FINDINGS = 300
_MOST_LISTED = 6_000
_FEWEST_ROWS = 5
_MOST_PLACES = 40
_FINDINGS = ("barred", "depends", "waived", "noted")
_EVERY_ROW = "a report as XLSX or CSV has every row."
_REJECTED_SHOWN = 3
_APPLIES = {"yes": "applies", "open": "may apply", "no": "does not apply"}
_SIGNERS = ("Prepared by", "Reviewed by")
# The parameters of a case are words of the command line; whoever signs may never have seen one.
_PARAMETERS = {
    "as": "who asks",
    "to": "to do what",
    "in": "where",
    "site": "at what kind of site",
    "for": "for what purpose",
    "given": "given",
    "on": "in force on",
    "known": "as known on",
}
_MOST_NAMED = 3
_LONGEST_SOURCE = 40


def audit_paper(inquiry: Inquiry, found: FindingRows) -> Paper:
    """Lay out the report; the same check gives the same paper."""
    blocks = [
        Words(inquiry.notice, is_notice=True),
        *_asked(inquiry),
        *_counts(inquiry, found),
        *_findings(found),
        *_listings(found),
        *_questions(found),
        *_waivers(inquiry),
        *_unrecognised(found),
        *_unread(inquiry),
        *_clear(found),
        *_sources(found),
        *_searched(inquiry),
        Heading("Signatures"),
        Words("This report was made by a program. Whoever signs has read it and answers for what is done with it."),
        Signatures(_SIGNERS),
    ]
    names = [one.name for one in inquiry.files]
    title = f"Report of a check: {', '.join(names)}" if 0 < len(names) <= _MOST_NAMED else "Report of a check"
    return Paper(title, f"snapshot {inquiry.snapshot} - {inquiry.program}", blocks)


def _asked(inquiry: Inquiry) -> Iterator[Block]:
    yield Heading("What was asked")
    asked = [(_PARAMETERS.get(name, name), said) for name, said in inquiry.asked]
    yield Pairs([*asked, ("snapshot", inquiry.snapshot), ("directory last checked", inquiry.checked),
                 ("program", inquiry.program)])  # fmt: skip
    yield Heading("Files", 2)
    rows = [[cell(one.name), cell(f"{one.size_bytes}" if one.digest else ""), cell(one.digest or one.trouble)]
            for one in inquiry.files]  # fmt: skip
    yield Grid(["file", "bytes", "SHA-256, or why it was not read"], rows, [5, 2, 14])


def _counts(inquiry: Inquiry, found: FindingRows) -> Iterator[Block]:
    yield Heading("Rows by outcome")
    rows = [
        [Cell("", outcome=name), cell(str(count)), cell(OUTCOME_TOLD[name])] for name, count in found.counts().items()
    ]
    rows.append([cell("not read"), cell(str(len(inquiry.unread))), cell("could not be read; nothing is known of them")])
    rows.append([cell("aside"), cell(str(inquiry.aside)), cell("headings, totals and figures, which name nothing")])
    yield Grid(["outcome", "rows", "means"], rows, [3, 2, 12])


def _findings(found: FindingRows) -> Iterator[Block]:
    yield Heading("Findings")
    shown = _laid_out(found)
    if not shown:
        yield Words("No row was tied to a restricted party. That is no proof that none is.")
    room = _MOST_LISTED
    for number, one in enumerate(shown, 1):
        yield Heading(f"Finding {number}: {_named(one.verdict)}", 2, one.outcome)
        most = max(min(room, _MOST_ROWS), _FEWEST_ROWS)
        yield from _spots(one.spots[:most], one.rows)
        room -= min(one.rows, most)
        yield Pairs(_why(one))
        yield from _restrictions(one.verdict)
    left = _rows_left(found, shown)
    if left:
        yield Words(
            f"{len(shown)} findings are laid out here. {left} more rows have findings of their own; {_EVERY_ROW}"
        )


def _laid_out(found: FindingRows) -> list[SharedVerdict]:
    """Give the findings that are laid out one by one."""
    return found.of(*_FINDINGS)[:_MOST_FINDINGS]


def _rows_left(found: FindingRows, shown: Iterable[SharedVerdict]) -> int:
    counts = found.counts()
    return sum(counts[name] for name in _FINDINGS) - sum(one.rows for one in shown)


def _named(verdict: Mapping[str, Any]) -> str:
    told = []
    for one in verdict["candidates"]:
        sold = f", sold as {one['brand']}" if one["brand"] and one["maker"] != one["organisation"] else ""
        made = f", made by {one['maker']}" if one["maker"] and one["maker"] != one["organisation"] else ""
        told.append(f"{one['organisation']}{sold}{made} ({one['band']})")
    return "; ".join(told) or "nobody recognised"


def _spots(spots: Sequence[Spot], rows: int) -> Iterator[Block]:
    """List places, as many as there is room for, of so many rows."""
    listed = [[cell(one.table), cell(str(one.row)), cell(one.text), cell(one.quantity)] for one in spots[:_MOST_ROWS]]
    yield Grid(["table", "row", "text", "quantity"], listed, [5, 2, 12, 2])
    if rows > len(listed):
        yield Words(f"{rows - len(listed)} more rows are not listed here; {_EVERY_ROW}")


def _why(one: SharedVerdict) -> list[tuple[str, str]]:
    signals = [f"{signal['kind']}: {signal['text']} ({signal['weight']:+.1f}, {_short(signal['source'])})"
               for found in one.verdict["candidates"] for signal in found["signals"]]  # fmt: skip
    first = f" (as in row {one.spots[0].row})" if one.rows > 1 else ""
    links = [_link(step) for step in one.verdict["links"]]
    questions = [question["text"] for question in one.verdict["questions"]]
    told = [(f"recognised by{first}", "; ".join(signals)), ("links", "; ".join(links)), ("open", " ".join(questions))]
    return [(name, said) for name, said in told if said]


def _short(source: str) -> str:
    """Name the table alone where the row is named by a pattern, which nobody reads on paper."""
    return source.partition(":")[0] if "[" in source or len(source) > _LONGEST_SOURCE else source


def _link(step: Mapping[str, Any]) -> str:
    told = f"{step['subject']} {step['type']} {step['to']}: {step['holds']}"
    return f"{told}, {step['why']}" if step["why"] else told


def _restrictions(verdict: Mapping[str, Any]) -> Iterator[Block]:
    telling = [one for one in verdict["restrictions"] if one["applies"] != "no"]
    rest = [one for one in verdict["restrictions"] if one["applies"] == "no"]
    rows = [[cell(f"{_standing(one)}: {one['title']} [{one['id']}]"), cell(_reasons(one)), cell(_cited(one))]
            for one in telling]  # fmt: skip
    if rows:
        yield Grid(["restriction", "reasons", "sources and how far they prove it"], rows, [5, 6, 6])
    if rest:
        shown = rest[:_REJECTED_SHOWN] if verdict["omitted"] else rest
        told = "; ".join(f"{one['title']} [{one['id']}, {one['stage']}]: {_against(one)}" for one in shown)
        left = verdict["omitted"] + len(rest) - len(shown)
        more = f" {left} more on record do not apply; barred check --full lists them." if left else ""
        yield Words(f"On record and not binding here: {told}.{more}")


def _standing(one: Mapping[str, Any]) -> str:
    return (
        f"{_APPLIES[one['applies']]}, waived by {', '.join(one['waivers'])}"
        if one["waivers"]
        else _APPLIES[one["applies"]]
    )


def _reasons(one: Mapping[str, Any]) -> str:
    return "; ".join(f"{why['part']}: {why['text']}" for why in one["why"]
                     if why["part"] != "exemption" or why["value"] != "no")  # fmt: skip


def _against(one: Mapping[str, Any]) -> str:
    return str(next((why["text"] for why in one["why"] if why["value"] == "no"), one["why"][0]["text"]))


def _cited(one: Mapping[str, Any]) -> str:
    told = dict.fromkeys(f"{each['title']} ({each['proof']})" for each in one["citations"])
    return "; ".join(told)


def _listings(found: FindingRows) -> Iterator[Block]:
    """Tell the entries of official lists; where no list was laid over the directory, nothing is said of any."""
    places: dict[tuple[str, str, str], _Places] = {}
    entries: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for one in found.of(*OUTCOME_TOLD):
        for each in one.verdict["listings"]:
            key = (each["list"], each["entry"], each["class"])
            entries.setdefault(key, each)
            places.setdefault(key, _Places()).add(one)
    if not entries:
        return
    yield Heading("Entries of official lists")
    yield Words("A list bars nothing by itself. What rests on it in the directory stands beside each entry.")
    rows = [
        [cell(each["class"] + (f", {each['score']:.2f}" if each["class"] == "same" else "")),
         cell(f"{each['name']} [{each['entry']}]"),
         cell(f"{each['title']} [{each['list']}], read on {each['imported']}"),
         cell(f"{each['since'] or 'not told'} to {each['until'] or 'now'}"),
         cell(", ".join(each["restrictions"]) or "nothing"), cell(places[key].told())]
        for key, each in sorted(entries.items())[:_MOST_ROWS]
    ]  # fmt: skip
    yield Grid(["class, score", "entry", "list", "stands", "what rests on it", "rows"], rows, [2, 5, 5, 3, 5, 2])
    if len(entries) > len(rows):
        yield Words(f"{len(entries) - len(rows)} more entries are not listed here; {_EVERY_ROW}")
    yield from _of_all(found, "entries")


def _questions(found: FindingRows) -> Iterator[Block]:
    asked: dict[str, _Places] = {}
    options: dict[str, str] = {}
    for one in found.of(*OUTCOME_TOLD):
        for question in one.verdict["questions"]:
            asked.setdefault(question["text"], _Places()).add(one)
            options[question["text"]] = ", ".join(question["options"])
    yield Heading("Questions open")
    if not asked:
        yield Words("None.")
        return
    rows = [[cell(text), cell(options[text]), cell(places.told())] for text, places in asked.items()]
    yield Grid(["question", "answers, or why it is asked", "rows that it concerns"], rows, [6, 7, 4])
    yield from _of_all(found, "questions")


def _of_all(found: FindingRows, what: str) -> Iterator[Block]:
    """Say where what was gathered from verdicts is not all there is, since not all of them are kept for a report."""
    left = sum(found.counts().values()) - sum(one.rows for one in found.of(*OUTCOME_TOLD))
    if left:
        yield Words(f"{left} rows more may have {what} of their own; {_EVERY_ROW}")


class _Places:
    """The rows that something concerns: the first of them, and how many."""

    def __init__(self) -> None:
        self._first: dict[str, None] = {}
        self._rows = 0

    def add(self, one: SharedVerdict) -> None:
        """Take the rows of a verdict."""
        self._rows += one.rows
        for spot in one.spots[: _MOST_PLACES - len(self._first)]:
            self._first[str(spot.row)] = None

    def told(self) -> str:
        """Give the rows as words."""
        left = self._rows - len(self._first)
        return ", ".join(self._first) + (f" and {left} more" if left > 0 else "")


def _waivers(inquiry: Inquiry) -> Iterator[Block]:
    yield Heading("Waivers")
    if inquiry.waivers is None:
        yield Words("Waivers on record were not looked at.")
    elif not inquiry.waivers:
        yield Words("None is on record.")
    else:
        rows = [[cell(one.id), cell(one.state), cell(one.covers), cell(one.restrictions), cell(one.reason),
                 cell(one.approved_by), cell(one.granted), cell(one.end)] for one in inquiry.waivers]  # fmt: skip
        header = ["waiver", "state", "covers", "restrictions", "reason", "approved by", "granted", "ends"]
        yield Grid(header, rows, [3, 2, 4, 4, 4, 3, 3, 3])


def _unrecognised(found: FindingRows) -> Iterator[Block]:
    yield Heading("Not recognised")
    yield Words("Nothing in these rows was recognised. They are not counted as clear: somebody has to look at them.")
    spots = [spot for one in found.of("unidentified") for spot in one.spots]
    if spots:
        yield from _spots(spots, found.counts()["unidentified"])
    else:
        yield Words("None.")


def _unread(inquiry: Inquiry) -> Iterator[Block]:
    yield Heading("Rows not read")
    if inquiry.left_out:
        yield Words("These parts of the files were left out:")
        yield Grid(["part", "why"], [[cell(part), cell(why)] for part, why in inquiry.left_out], [7, 11])
    if not inquiry.unread:
        yield Words("None.")
        return
    rows = [[cell(one.table), cell(str(one.row)), cell(one.why)] for one in inquiry.unread[:_MOST_ROWS]]
    yield Grid(["table", "row", "why"], rows, [5, 2, 11])
    if len(inquiry.unread) > _MOST_ROWS:
        yield Words(f"{len(inquiry.unread) - _MOST_ROWS} more rows were not read.")


def _clear(found: FindingRows) -> Iterator[Block]:
    yield Heading("Recognised, nothing against it")
    yield Words("The directory knows nothing against these. That is no proof that nothing applies.")
    rows = [(spot, _named(one.verdict)) for one in found.of("clear") for spot in one.spots]
    shown = [[cell(spot.table), cell(str(spot.row)), cell(spot.text), cell(named)] for spot, named in rows[:_MOST_ROWS]]
    if shown:
        yield Grid(["table", "row", "text", "recognised as"], shown, [5, 2, 9, 5])
    else:
        yield Words("None.")
    left = found.counts()["clear"] - len(shown)
    if left:
        yield Words(f"{left} more rows are not listed here; {_EVERY_ROW}")


def _sources(found: FindingRows) -> Iterator[Block]:
    cited: dict[str, Mapping[str, Any]] = {}
    places: dict[str, dict[str, None]] = {}
    shown = _laid_out(found)
    for one in shown:
        for restriction in one.verdict["restrictions"]:
            if restriction["applies"] != "no":
                for each in restriction["citations"]:
                    cited[each["source"]] = each
                    places.setdefault(each["source"], {})[f"{restriction['id']}: {each['pinpoint'] or 'whole'}"] = None
    yield Heading("Sources")
    if not cited:
        yield Words("None, because no finding rests on one.")
        return
    yield Words("How far a source proves what it says: primary, corroborated, reported, indicated, unverified.")
    rows = [
        [cell(each["title"], address=each["address"] or ""), cell(each["proof"]),
         cell(each["address"] or "not on record"), cell("; ".join(places[key]))]
        for key, each in sorted(cited.items())
    ]  # fmt: skip
    yield Grid(["source", "proof", "address", "cited for"], rows, [6, 2, 6, 5])
    if _rows_left(found, shown):
        yield Words(f"These are the sources of the findings that are laid out above; {_EVERY_ROW}")


def _searched(inquiry: Inquiry) -> Iterator[Block]:
    yield Heading("How the files were searched")
    yield Words(
        "Each row was compared with the names, spellings, model numbers and identifiers of the snapshot; "
        "restrictions were judged for the case above. Columns were understood as follows."
    )
    for one in inquiry.tables:
        yield Heading(one.name, 2)
        yield Words(f"Header in row {one.header_row}." if one.header_row else "No header row.")
        if one.columns:
            rows = [[cell(meaning), cell(header), cell(why)] for meaning, header, why in one.columns]
            yield Grid(["meaning", "column", "why"], rows, [3, 5, 9])
        if one.reads_every_cell:
            yield Words("No column says what a row is, so every cell was read.")
        if one.unknown:
            yield Words(f"Columns that say nothing known: {', '.join(one.unknown)}.")
