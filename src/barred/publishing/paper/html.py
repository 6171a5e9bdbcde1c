"""A paper as one HTML file: its own style for screen, dark screen and print; no script, nothing fetched."""

from collections.abc import Iterator
from html import escape
from importlib import resources

from barred.publishing.paper.paper import Block, Cell, Grid, Heading, Pairs, Paper, Signatures, Words

__all__ = ["paper_html"]

# Characters that HTML may not hold at all; a cell of a file can have them.
_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if chr(code) not in "\t\n\r"}


def paper_html(paper: Paper) -> str:
    """Draw a paper; the same paper gives the same text.

    Every word of a file or record is escaped, and the page forbids scripts and requests itself.
    """
    style = resources.files("barred.publishing.paper").joinpath("paper.css").read_text("utf-8")
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_told(paper.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>",
        f"<h1>{_told(paper.title)}</h1>",
        *(line for block in paper.blocks for line in _block(block)),
        f"</main>\n<footer>{_told(paper.mark)}</footer>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level, outcome):
            yield f"<h{level + 1}>{_badge(outcome)}{_told(text)}</h{level + 1}>"
        case Words(text, is_notice):
            yield f'<p class="notice">{_told(text)}</p>' if is_notice else f"<p>{_told(text)}</p>"
        case Pairs(pairs):
            if pairs:
                yield "<dl>"
                yield from (f"<div><dt>{_told(name)}</dt><dd>{_told(said)}</dd></div>" for name, said in pairs)
                yield "</dl>"
        case Grid():
            yield from _grid(block)
        case Signatures(lines):
            yield '<section class="sign">'
            for line in lines:
                yield f"<div><span>{_told(line)}</span><span>Name and office</span><span>Date</span></div>"
            yield "</section>"


def _grid(grid: Grid) -> Iterator[str]:
    whole = sum(grid.widths)
    yield '<div class="wide" role="region" aria-label="table" tabindex="0">\n<table>\n<colgroup>'
    yield "".join(f'<col style="width:{100 * width / whole:.1f}%">' for width in grid.widths)
    yield "</colgroup>\n<thead><tr>"
    yield "".join(f'<th scope="col">{_told(name)}</th>' for name in grid.header)
    yield "</tr></thead>\n<tbody>"
    for row in grid.rows:
        yield f"<tr>{''.join(f'<td>{_cell(one)}</td>' for one in row)}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _cell(one: Cell) -> str:
    if one.address:
        return f'<a href="{_told(one.address)}" rel="noreferrer">{_told(one.text)}</a>'
    return _badge(one.outcome) if one.outcome else _told(one.text)


def _badge(outcome: str) -> str:
    return f'<b class="o {_told(outcome)}">{_told(outcome)}</b> ' if outcome else ""


def _told(text: str) -> str:
    return escape(text.translate(_CONTROL))
