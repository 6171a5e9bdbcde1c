"""Show documents on a page: every passage with its state and, beside it, the records that cite it.

The page is one file that loads nothing and runs no script. States are told in words and by the form of the
lines, never by colour alone, so that print and every eye can tell them apart.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from barred.evidence.cover import CITED, MARKED, OPEN, Covered
from barred.evidence.passage import Lines
from barred.publishing.cover_data import CoveredDocument

__all__ = ["cover_page"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #595959; --rule: #c8c8c8; --open: #a3190b;
  --cited: #0b5d2a; --wash: #fdf0ee; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --faint: #b0b0b0; --rule: #444;
  --open: #ff9a8c; --cited: #86d9a4; --wash: #2c1a18; } }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); }
h1, h2, h3 { line-height: 1.2; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--rule); padding: .2rem .9rem .2rem 0; text-align: start; vertical-align: top; }
tbody th, td:not(.n) { overflow-wrap: anywhere; }
td.n { text-align: end; font-variant-numeric: tabular-nums; }
a { color: inherit; }
.faint { color: var(--faint); }
ol.text { list-style: none; margin: 0; padding: 0; }
ol.text > li { display: grid; grid-template-columns: 3.5rem 6rem minmax(0, 1fr) minmax(0, 18rem); gap: 0 1rem;
  padding: .3rem 0; border-top: 1px solid var(--rule); }
ol.text > li.open { background: var(--wash); border-left: .35rem double var(--open); padding-left: .4rem; }
.line { color: var(--faint); text-align: end; font-variant-numeric: tabular-nums; }
.open > .state { color: var(--open); font-weight: 700; }
.cited > .state { color: var(--cited); }
.marked > .state { color: var(--faint); font-style: italic; }
.passage { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: none; color: inherit; text-decoration: underline solid var(--cited) 2px;
  text-underline-offset: .2em; }
mark.silent { text-decoration: underline dotted var(--faint) 2px; }
.records { margin: 0; padding: 0; list-style: none; font-size: .85rem; overflow-wrap: anywhere; }
@media (max-width: 48rem) { ol.text > li { grid-template-columns: 3rem minmax(0, 1fr); }
  .passage, .records { grid-column: 2; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 9pt; }
  nav { display: none; } ol.text > li { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""
_LEGEND = """<p>A passage is <strong>cited</strong> when records point to most of it (solid underline),
<em>marked</em> when somebody read it and found that it states nothing a record could hold (dotted underline), and
<strong>open</strong> otherwise (double line at the side). Records stand beside the passages that they cite.</p>
"""
_SHORTEST = 90


def cover_page(documents: Sequence[CoveredDocument], *, snapshot: str) -> Iterator[str]:
    """Write the page.

    Args:
        documents: In the order in which they are shown.
        snapshot: Digest of the directory that the citations are from.

    Yields:
        Pieces of HTML, to be written one after the other.
    """
    title = "What the records cite"
    yield _HEAD.format(title=title, style=_STYLE)
    yield f"<h1>{title}</h1>\n{_LEGEND}"
    yield '<table>\n<thead><tr><th scope="col">document</th><th scope="col">source</th>'
    heads = (f'<th scope="col">{name}</th>' for name in ("passages", CITED, MARKED, OPEN))
    yield "".join(heads) + "</tr></thead>\n<tbody>\n"
    for n, document in enumerate(documents):
        counts = (len(document.passages), *map(document.count, (CITED, MARKED, OPEN)))
        sources = escape(", ".join(document.sources))
        yield f'<tr><th scope="row"><a href="#d{n}">{escape(document.name)}</a></th><td>{sources}</td>'
        yield "".join(f'<td class="n">{count}</td>' for count in counts) + "</tr>\n"
    yield "</tbody>\n</table>\n"
    for n, document in enumerate(documents):
        yield from _section(document, f"d{n}")
    yield f'<p class="faint">Directory: {escape(snapshot)}</p>\n</body>\n</html>\n'


def _section(document: CoveredDocument, anchor: str) -> Iterator[str]:
    lines = Lines(document.text)
    yield f'<section id="{anchor}">\n<h2>{escape(document.name)}</h2>\n'
    yield from _open_list(document, lines, anchor=anchor)
    yield '<ol class="text">\n'
    for one in document.passages:
        yield f'<li class="{one.state}" id="{anchor}p{one.start}">'
        yield f'<span class="line" title="line {lines.number(one.start)}">{lines.number(one.start)}</span>'
        yield f'<span class="state">{_state(one)}</span>'
        language = f' lang="{escape(document.language)}"' if document.language else ""
        yield f'<span class="passage" dir="auto"{language}>{"".join(_words(one))}</span>'
        records = "".join(_records(one))
        yield f'<ul class="records">{records}</ul></li>\n' if records else "</li>\n"
    yield "</ol>\n</section>\n"


def _open_list(document: CoveredDocument, lines: Lines, *, anchor: str) -> Iterator[str]:
    left = [one for one in document.passages if one.state == OPEN]
    if not left:
        yield "<p>Nothing is open.</p>\n"
        return
    yield f"<nav>\n<details><summary>{len(left)} open passages</summary>\n<ul>\n"
    for one in left:
        text = one.text if len(one.text) <= _SHORTEST else f"{one.text[:_SHORTEST]}…"
        yield f'<li><a href="#{anchor}p{one.start}">line {lines.number(one.start)}</a> {escape(text)}</li>\n'
    yield "</ul>\n</details>\n</nav>\n"


def _state(passage: Covered) -> str:
    if passage.state == OPEN and passage.citations:
        return f"open, {passage.share:.0%} cited"
    return passage.state


def _words(passage: Covered) -> Iterator[str]:
    """Give the words with what is pointed to underlined."""
    edges = {passage.start, passage.end}
    for one in passage.citations:
        edges.update(min(max(edge or 0, passage.start), passage.end) for edge in (one.start, one.end))
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        words = escape(passage.text[start - passage.start : end - passage.start])
        inside = [one for one in passage.citations if (one.start or 0) <= start and end <= (one.end or 0)]
        if not inside:
            yield words
        elif all(one.is_silent for one in inside):
            yield f'<mark class="silent">{words}</mark>'
        else:
            yield f"<mark>{words}</mark>"


def _records(passage: Covered) -> Iterator[str]:
    """Give the records that cite a passage, each once with its keys, and the reasons of silent rows."""
    keys: dict[tuple[str, str], list[str]] = {}
    for one in passage.citations:
        if not one.is_silent:
            keys.setdefault((one.kind, one.id), []).append(one.key)
    for (kind, record), found in sorted(keys.items()):
        told = f'<span class="faint">{escape(kind)}</span> {escape(record)}'
        yield f'<li>{told} <span class="faint">({escape(", ".join(found))})</span></li>'
    for reason in sorted({one.pinpoint for one in passage.citations if one.is_silent}):
        yield f'<li><span class="faint">marked:</span> {escape(reason)}</li>'
