"""`barred evidence`: what of a document the records cite, and whether every citation still holds."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from barred.cli import status
from barred.cli.options import add_directory, add_format
from barred.cli.session import opened
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.evidence.cover import CITED, ENOUGH, MARKED, OPEN, cover
from barred.evidence.passage import Lines
from barred.evidence.quote import find_quote
from barred.evidence.vault import Vault, document_digest, read_document
from barred.evidence.verify import STATES, Looked, verify
from barred.publishing.citations import captures, citations
from barred.publishing.cover_data import CoveredDocument, cover_data

__all__ = ["add_to"]

_EPILOGS = {
    "cover": f"A passage (a sentence, heading or item) is cited when records point to at least {ENOUGH:.0%} of its "
    "letters and digits, those of web addresses left out; marked when rows of the table silent_passages do; else open. "
    "Exit status 1 when a passage is open.",
    "verify": "Exit status 1 when a passage does not stand where its record says, 3 when documents are missing.",
    "cite": "The key is the first words; give it a name that says what the passage proves.",
}
# What a look-up ended with when the record or the document has to be mended.
_BROKEN = ("moved", "changed", "gone")
_QUIET = ("found", "not-captured")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    for name, (add, run, told) in _VERBS.items():
        verb = verbs.add_parser(name, help=told, description=told, epilog=_EPILOGS.get(name), allow_abbrev=False)
        add(verb)
        add_directory(verb)
        verb.set_defaults(run=run)


def _add_cover(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("documents", nargs="+", type=Path, metavar="DOC", help="documents, byte for byte as captured")
    add_format(verb, "table", "json", "html")
    verb.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file instead of standard output")


def _add_verify(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--vault", type=Path, required=True, metavar="FOLDER", help="folder of captured documents, by any file names"
    )
    add_format(verb, "table", "json")


def _add_cite(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("document", type=Path, metavar="DOC", help="a document, byte for byte as captured")
    verb.add_argument("words", metavar="WORDS", help="the words to cite, as they stand in the document")
    verb.add_argument("--line", type=int, metavar="N", help="the line on which they begin, when they stand on several")


def _cover(options: argparse.Namespace) -> int:
    snapshot = opened(options)
    documents = list(_covered(options.documents, snapshot))
    with _output(options):
        _COVER_FORMS[options.format](documents, snapshot.digest)
    return status.FINDING if any(one.count(OPEN) for one in documents) else status.CLEAN


def _covered(paths: Sequence[Path], snapshot: Snapshot) -> Iterator[CoveredDocument]:
    every = list(citations(snapshot))
    for path in paths:
        sources = _sources(path, snapshot)
        text = read_document(path)
        passages = cover(text, (one for one in every if one.source in sources))
        yield CoveredDocument(str(path), sources, text, passages, snapshot.source(sources[0]).language)


def _sources(path: Path, snapshot: Snapshot) -> list[str]:
    """Give the sources that a document is the capture of."""
    digest = document_digest(path)
    found = sorted(key for key, captured in captures(snapshot).items() if captured == digest)
    if not found:
        what = f"no source has captured bytes with the digest {digest}"
        raise UsageProblem(what, where=str(path), remedy="put the digest under [capture] of its source")
    return found


@contextmanager
def _output(options: argparse.Namespace) -> Iterator[None]:
    """Send what is printed to the file that was asked for."""
    if options.output is None:
        yield
        return
    from barred.publishing.files.whole_file import replacing  # noqa: PLC0415 - only this option writes a file

    with (
        replacing(options.output, inputs=options.documents) as part,
        part.open("w", encoding="utf-8", newline="\n") as file,
        redirect_stdout(file),
    ):
        yield


def _cover_table(documents: Sequence[CoveredDocument], digest: str) -> None:
    from barred.cli.grid import print_grid  # noqa: PLC0415 - only this form draws

    del digest
    rows = []
    for one in documents:
        counts = {state: str(one.count(state)) for state in (CITED, MARKED, OPEN)}
        told = {"document": one.name, "source": ", ".join(one.sources), "passages": str(len(one.passages))}
        rows.append({**told, **counts})
    print_grid(rows)
    for one in documents:
        lines = Lines(one.text)
        for passage in one.passages:
            if passage.state == OPEN:
                partly = f" ({passage.share:.0%} cited)" if passage.citations else ""
                print(f"{one.name}:{lines.number(passage.start)}: {' '.join(passage.text.split())}{partly}")


def _cover_json(documents: Sequence[CoveredDocument], digest: str) -> None:
    print(json.dumps(cover_data(documents, snapshot=digest), ensure_ascii=False, indent=1))


def _cover_html(documents: Sequence[CoveredDocument], digest: str) -> None:
    from barred.publishing.cover_page import cover_page  # noqa: PLC0415 - only this form needs it

    sys.stdout.writelines(cover_page(documents, snapshot=digest))


def _verify(options: argparse.Namespace) -> int:
    snapshot = opened(options)
    vault = Vault(options.vault)
    looked = list(verify(citations(snapshot), captures(snapshot), read=vault.text))
    counts = Counter(one.state for one in looked)
    if options.format == "json":
        told = {
            "snapshot": snapshot.digest,
            "counts": {state: counts[state] for state in STATES},
            "citations": [_looked_data(one) for one in looked],
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _verify_table(looked, counts)
    if any(counts[state] for state in _BROKEN):
        return status.FINDING
    return status.INCOMPLETE if counts["missing-document"] else status.CLEAN


def _looked_data(one: Looked) -> dict[str, Any]:
    place = None if one.start is None else {"start": one.start, "end": one.end}
    return {**one.citation._asdict(), "state": one.state, "place": place}


def _verify_table(looked: Sequence[Looked], counts: Counter[str]) -> None:
    from barred.cli.grid import print_grid  # noqa: PLC0415 - only this form draws

    print_grid([{"state": name, "citations": str(counts[name]), "means": told} for name, told in STATES.items()])
    for one in looked:
        if one.state not in _QUIET:
            cited = one.citation
            now = f", now [{one.start}, {one.end})" if one.start is not None else ""
            where = f"{cited.source} [{cited.start}, {cited.end}){now}"
            print(f"{one.state}: {cited.kind} {cited.id}, {cited.key}: {where}")


def _cite(options: argparse.Namespace) -> int:
    from barred.publishing.evidence_block import evidence_block  # noqa: PLC0415 - only this verb writes blocks

    [source, *others] = _sources(options.document, opened(options))
    text = read_document(options.document)
    print(evidence_block(text, _place(text, options), source=source), end="")
    if others:
        print(f"the same bytes are the capture of {', '.join(others)}", file=sys.stderr)
    return status.CLEAN


def _place(text: str, options: argparse.Namespace) -> tuple[int, int]:
    lines = Lines(text)
    found = [(lines.number(start), (start, end)) for start, end in find_quote(text, options.words)]
    kept = [place for number, place in found if options.line in {None, number}]
    if len(kept) == 1:
        return kept[0]
    told = ", ".join(dict.fromkeys(str(number) for number, _ in found))
    if len(kept) > 1:
        remedy = "quote more words" if options.line else "quote more words, or name the line with --line"
        what = f"the words stand {len(kept)} times, on {'line' if told.isdigit() else 'lines'} {told}"
        raise UsageProblem(what, where=str(options.document), remedy=remedy)
    what = (
        f"the words stand on {'line' if told.isdigit() else 'lines'} {told}, not on {options.line}"
        if found
        else "the words do not stand in it"
    )
    raise UsageProblem(what, where=str(options.document), remedy="quote them as they stand in the document")


_COVER_FORMS: dict[str, Callable[[Sequence[CoveredDocument], str], None]] = {
    "table": _cover_table,
    "json": _cover_json,
    "html": _cover_html,
}
_VERBS = {
    "cover": (_add_cover, _cover, "show which passages of a document some record cites, and which none does"),
    "verify": (_add_verify, _verify, "look every citation up again in the captured documents"),
    "cite": (_add_cite, _cite, "print a block of evidence for words of a document"),
}
