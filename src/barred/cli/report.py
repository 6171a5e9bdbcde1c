"""`barred report`: the draft of a report that a clause asks for, from saved checks."""

import argparse
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from barred.cli.inquiries import digest_of
from barred.cli.options import add_directory
from barred.cli.session import opened
from barred.cli.status import CLEAN, INCOMPLETE
from barred.errors import FileProblem, UsageProblem
from barred.identifiers import cage, uei
from barred.publishing.clause import read_clause
from barred.publishing.clause_draft import ClauseDraft, draft_data, draft_paper, due_stages
from barred.publishing.paper_html import paper_html
from barred.publishing.paper_text import paper_text
from barred.publishing.report_file import replacing
from barred.publishing.reported_items import read_verdicts, reported_items

__all__ = ["add_to"]

# Option, field of the clause, and what it is.
_FIELDS = (
    ("contract", "contract", "contract number"),
    ("supplier", "supplier", "name of the supplier"),
    ("uei", "uei", "unique entity identifier of the supplier"),
    ("cage", "cage", "CAGE code of the supplier"),
    ("mitigation", "mitigation", "mitigation that is readily known"),
    ("further-mitigation", "further_mitigation", "mitigation known since"),
    ("efforts", "efforts", "what was done to prevent use or submission"),
    ("additional-efforts", "additional_efforts", "what will be done in addition"),
)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("kind", metavar="KIND", help="far-52.204-25, or another clause on record")
    parser.add_argument("check", nargs="+", type=Path, metavar="CHECK", help="what `barred check -o check.json` wrote")
    group = parser.add_argument_group("what the report says (what is left out is shown as not known)")
    group.add_argument("--identified", required=True, metavar="TIME",
                       help="when the thing was identified or notified, such as 2026-11-20T10:00")  # fmt: skip
    group.add_argument("--submitted", default="", metavar="DATE", help="when the first report was sent")
    group.add_argument("--order", action="append", default=[], metavar="NUMBER", help="order number; may be repeated")
    for option, _, told in _FIELDS:
        group.add_argument(f"--{option}", default="", metavar="WORDS", help=told)
    parser.add_argument("-f", "--format", choices=tuple(_FORMS), default="text", help="form of the output")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write .html, .pdf, .json or .txt instead")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if options.output is not None and options.output.suffix.lower() not in _SUFFIXES:
        raise UsageProblem(
            f"no form of draft goes by {options.output.suffix or 'no suffix'!r}", where=str(options.output),
            remedy=f"use {', '.join(_SUFFIXES)}",
        )  # fmt: skip
    draft = _draft(options)
    if options.output is None:
        print(_FORMS[options.format](draft))
    else:
        _write(options.output, draft, inputs=options.check)
    return CLEAN if draft.items else INCOMPLETE


def _draft(options: argparse.Namespace) -> ClauseDraft:
    identified = _moment(options.identified)
    book = opened(options)
    profile = read_clause(book, options.kind, on=identified.date().isoformat())
    submitted = _day(options.submitted) if options.submitted else None
    if submitted is not None and submitted < identified.date():
        raise UsageProblem("the first report was sent before anything was identified", where="--submitted")
    said = _said(options)
    verdicts = [one for path in options.check for one in read_verdicts(path)]
    return ClauseDraft(
        profile=profile,
        identified=identified.isoformat(sep=" ", timespec="minutes"),
        stages=due_stages(profile, identified, submitted=submitted),
        said=said,
        items=tuple(reported_items(verdicts, profile.restrictions)),
        checks=tuple((path.name, digest_of(path)) for path in options.check),
        snapshots=tuple(sorted({str(one["snapshot"]) for one in verdicts})),
    )


def _said(options: argparse.Namespace) -> Mapping[str, str]:
    said = {field: getattr(options, option.replace("-", "_")).strip() for option, field, _ in _FIELDS}
    for name, scheme in (("uei", uei), ("cage", cage)):
        if said[name]:
            said[name] = scheme.normal(said[name])
            why = scheme.fault(said[name])
            if why:
                raise UsageProblem(f"{said[name]!r}: {why}", where=f"--{name}", remedy="correct it or leave it out")
    return {**said, "order": ", ".join(options.order)}


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)  # without an offset it is the clock of whoever signs
    except ValueError:
        raise UsageProblem(f"{text!r} is no time", where="--identified", remedy="write 2026-11-20T10:00") from None


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"{text!r} is no day", where="--submitted", remedy="write 2026-11-23") from None


def _text(draft: ClauseDraft) -> str:
    return paper_text(draft_paper(draft))


def _json(draft: ClauseDraft) -> str:
    return json.dumps(draft_data(draft), ensure_ascii=False, indent=1)


def _html(draft: ClauseDraft) -> str:
    return paper_html(draft_paper(draft)).rstrip("\n")


_FORMS: dict[str, Callable[[ClauseDraft], str]] = {"text": _text, "json": _json, "html": _html}
_SUFFIXES = {".txt": "text", ".json": "json", ".html": "html", ".pdf": ""}


def _write(path: Path, draft: ClauseDraft, *, inputs: Sequence[Path]) -> None:
    form = _SUFFIXES[path.suffix.lower()]
    with replacing(path, inputs=inputs) as part:
        try:
            if form:
                part.write_text(_FORMS[form](draft) + "\n", "utf-8", newline="\n")
            else:
                from barred.publishing.paper_pdf import write_pdf  # noqa: PLC0415 - heavy

                write_pdf(draft_paper(draft), part)
        except OSError as error:
            raise FileProblem(f"cannot be written ({error.strerror or error})", where=str(path)) from error
