"""A paper as further sheets of a workbook: one for each of its parts, block under block."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from barred.publishing.files.safe_cell import as_number, safe_cell
from barred.publishing.paper.paper import Block, Cell, Grid, Heading, Pairs, Paper, Signatures, Words

__all__ = ["set_up_print", "write_sheets"]

_MOST_CHARACTERS = 32_767
_A4 = 9
_WIDTHS = (26, 26, 60, 40, 40, 24, 14, 14)


def write_sheets(book: Any, paper: Paper, *, named: Callable[[str], str], styles: Mapping[str, Any]) -> None:  # noqa: ANN401 - the library has no types
    """Write the parts of a paper as sheets.

    Args:
        book: The workbook in the making.
        paper: What is written.
        named: Gives a free name for a sheet.
        styles: How the cells of outcomes look.
    """
    looks = {
        **styles,
        "": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "bg_color": "#E7E6E6", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 12}),
    }
    for part in _parts(paper):
        sheet = book.add_worksheet(named(part[0].text))
        set_up_print(sheet)
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        for row, (look, cells) in enumerate(line for block in part[1] for line in _lines(block)):
            for at, one in enumerate(cells):
                _write(sheet, (row, at), one, looks=looks, look=look)


def set_up_print(sheet: Any, *, header_row: int | None = None) -> None:  # noqa: ANN401 - the library has no types
    """Let a sheet come out of a printer as wide as the paper, with its header on every page."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if header_row is not None:
        sheet.repeat_rows(header_row)


def _parts(paper: Paper) -> list[tuple[Heading, list[Block]]]:
    """Part a paper at its first headings; what stands before them is told on another sheet already."""
    parts: list[tuple[Heading, list[Block]]] = []
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append((block, []))
        elif parts:
            parts[-1][1].append(block)
    return parts


def _lines(block: Block) -> list[tuple[str, Sequence[Cell]]]:
    """Give the rows of a block, each with how it looks."""
    match block:
        case Heading(text, _, outcome):
            return [("", []), ("title", [Cell(f"{outcome} {text}".strip())])]
        case Words(text):
            return [("plain", [Cell(text)])]
        case Pairs(pairs):
            return [("", [Cell(name), Cell(said)]) for name, said in pairs]
        case Grid(header, rows):
            return [("head", [Cell(name) for name in header]), *(("", row) for row in rows)]
        case Signatures(lines):
            return [("", [Cell(line), Cell("Name and office: "), Cell("Date: ")]) for line in lines]


def _write(sheet: Any, at: tuple[int, int], one: Cell, *, looks: Mapping[str, Any], look: str) -> None:  # noqa: ANN401 - the library has no types
    text = one.outcome or one.text
    number = as_number(text)
    style = looks.get(one.outcome or look)
    if number is not None:
        sheet.write_number(*at, number, style)
    elif text:
        safe = safe_cell(text)
        sheet.write_string(*at, safe if len(safe) <= _MOST_CHARACTERS else safe[: _MOST_CHARACTERS - 1] + "…", style)
