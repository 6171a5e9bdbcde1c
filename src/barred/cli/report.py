"""`barred report`: the draft of a report that a clause asks for, from saved checks."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from barred.cli.inquiries import digest_of
from barred.cli.options import add_directory
from barred.cli.session import opened
from barred.cli.status import CLEAN, INCOMPLETE
from barred.errors import FileProblem, UsageProblem
from barred.publishing.clauses.clause_draft import ClauseDraft, draft_data, draft_paper
from barred.publishing.clauses.draft_clause import DRAFT_FIELDS, DraftAsked, draft_clause
from barred.publishing.clauses.reported_items import read_verdicts
from barred.publishing.files.whole_file import replacing
from barred.publishing.paper.html import paper_html
from barred.publishing.paper.text import paper_text

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("kind", metavar="KIND", help="far-52.204-25, or another clause on record")
    parser.add_argument("check", nargs="+", type=Path, metavar="CHECK", help="what `barred check -o check.json` wrote")
    group = parser.add_argument_group("what the report says (what is left out is shown as not known)")
    group.add_argument("--identified", required=True, metavar="TIME",
                       help="when the thing was identified or notified, such as 2026-11-20T10:00")  # fmt: skip
    group.add_argument("--submitted", default="", metavar="DATE", help="when the first report was sent")
    group.add_argument("--order", action="append", default=[], metavar="NUMBER", help="order number; may be repeated")
    for field, told in DRAFT_FIELDS.items():
        group.add_argument(f"--{field.replace('_', '-')}", default="", metavar="WORDS", help=told)
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
    said = {field: getattr(options, field) for field in DRAFT_FIELDS}
    asked = DraftAsked(options.kind, options.identified, options.submitted, options.order, said)
    verdicts = [one for path in options.check for one in read_verdicts(path)]
    checks = [(path.name, digest_of(path)) for path in options.check]
    return draft_clause(asked, verdicts, checks=checks, book=opened(options))


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
                from barred.publishing.paper.pdf import write_pdf  # noqa: PLC0415 - heavy

                write_pdf(draft_paper(draft), part)
        except OSError as error:
            raise FileProblem(f"cannot be written ({error.strerror or error})", where=str(path)) from error
