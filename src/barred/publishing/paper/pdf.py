"""A paper as PDF: A4, numbered pages, tables whose header comes again on every page that they reach.

The same paper gives the same bytes: the library is told to leave out dates and random marks.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from barred.publishing.paper.fonts import BOLD, MISSING, PLAIN, load_fonts, marked_up
from barred.publishing.paper.paper import Block, Cell, Grid, Heading, Pairs, Paper, Signatures, Words

__all__ = ["write_pdf"]

_MARGIN = 45.0
# The library keeps this much free inside the margins, for words and not for tables: both are to begin on one line.
_FRAME = 6.0
_FOOT = 28.0
_SIZE = 8.5
_LEADING = _SIZE * 1.35
# Longer texts than that stand on no line of any column.
_SHORT = 120
_NAME_SHARE = 0.24
_SIGNED_HEIGHT = 30.0
_TALLEST_ROW = 600.0
# A heading goes to the next page where so little is left. Holding it to the whole table below would leave pages empty.
_LEAST_BELOW_HEADING = 110.0
_CELL_PADDING = 12.0
_MISSING_TOLD = f"{MISSING} stands for a letter that this file has no font for; the report as HTML shows it."
_LINE, _HEAD, _FAINT, _LINK = "#999999", "#e9edf2", "#555555", "#0b4f9c"
# The word carries the meaning; the colour only helps to find it.
_COLOURS = {
    "barred": ("#9c1c1c", "#ffffff"),
    "depends": ("#f4b183", "#000000"),
    "waived": ("#d9c7e8", "#000000"),
    "noted": ("#fff2b3", "#000000"),
    "clear": ("#dce9f5", "#000000"),
    "unidentified": ("#d9d9d9", "#000000"),
}


def write_pdf(paper: Paper, path: Path) -> None:
    """Draw a paper into a file.

    Raises:
        OSError: The disk is full or gone.
    """
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 - heavy
    from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415 - heavy

    side = _MARGIN - _FRAME
    press = _Press(paper, width=A4[0] - 2 * _MARGIN)
    document = SimpleDocTemplate(
        str(path), pagesize=A4, title=paper.title, author="", creator="barred", lang="en", invariant=1,
        leftMargin=side, rightMargin=side, topMargin=_MARGIN, bottomMargin=_MARGIN + 10, pageCompression=1,
    )  # fmt: skip
    document.build(press.story(), canvasmaker=press.numbered())


class _Press:
    """Turns blocks into what the library sets on pages."""

    def __init__(self, paper: Paper, *, width: float) -> None:
        from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 - heavy

        self._paper, self._width, self._known = paper, width, load_fonts()
        self._has_missing = False
        body = ParagraphStyle(
            "body",
            fontName=PLAIN,
            fontSize=_SIZE,
            leading=_LEADING,
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
        )
        self._styles = {
            "body": body,
            "words": ParagraphStyle("words", parent=body, spaceAfter=5),
            "faint": ParagraphStyle("faint", parent=body, textColor=_FAINT),
            "head": ParagraphStyle("head", parent=body, fontName=BOLD),
            "notice": ParagraphStyle(
                "notice",
                parent=body,
                backColor=_HEAD,
                borderPadding=5,
                spaceBefore=7,
                spaceAfter=10,
                leftIndent=5,
                rightIndent=5,
            ),
            "title": ParagraphStyle("title", parent=body, fontName=BOLD, fontSize=16, leading=20, spaceAfter=8),
            "1": ParagraphStyle("1", parent=body, fontName=BOLD, fontSize=12, leading=15, spaceBefore=12, spaceAfter=5),
            "2": ParagraphStyle(
                "2", parent=body, fontName=BOLD, fontSize=9.5, leading=12.5, spaceBefore=8, spaceAfter=3
            ),
        }

    def story(self) -> list[Any]:
        """Give everything that is set, from the top."""
        told = [self._words(self._paper.title, "title")]
        told += [one for block in self._paper.blocks for one in self._block(block)]
        return [*told, self._words(_MISSING_TOLD, "faint")] if self._has_missing else told

    def numbered(self) -> Any:  # noqa: ANN401 - the library has no types
        """Give the kind of canvas that writes the mark and `page N of M` at the foot."""
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - heavy

        mark, width = self._paper.mark, self._width

        class Numbered(Canvas):  # type: ignore[misc]
            def __init__(self, *words: Any, **named: Any) -> None:  # noqa: ANN401 - passed on as they come
                super().__init__(*words, **named)
                self._pages: list[dict[str, Any]] = []

            def showPage(self) -> None:  # noqa: N802 - named by the library
                self._pages.append(dict(self.__dict__))
                self._startPage()

            def save(self) -> None:
                for number, page in enumerate(self._pages, 1):
                    self.__dict__.update(page)
                    self.setFont(PLAIN, 7)
                    self.setFillColor(_FAINT)
                    self.drawString(_MARGIN, _FOOT, mark)
                    self.drawRightString(_MARGIN + width, _FOOT, f"page {number} of {len(self._pages)}")
                    super().showPage()
                super().save()

        return Numbered

    def _block(self, block: Block) -> Iterator[Any]:
        from reportlab.platypus import CondPageBreak, Spacer  # noqa: PLC0415 - heavy

        match block:
            case Heading(text, level, outcome):
                yield CondPageBreak(_LEAST_BELOW_HEADING)
                yield self._paragraph(f"{self._badge(outcome)}{self._told(text)}", str(level))
            case Words(text, is_notice):
                yield self._words(text, "notice" if is_notice else "words")
            case Pairs(pairs):
                if pairs:
                    yield self._pairs(pairs)
                    yield Spacer(1, 5)
            case Grid():
                yield from self._grid(block)
            case Signatures(lines):
                yield self._signatures(lines)

    def _pairs(self, pairs: Any) -> Any:  # noqa: ANN401 - the library has no types
        rows = [[self._words(name, "faint"), self._words(said, "body")] for name, said in pairs]
        widths = [self._width * _NAME_SHARE, self._width * (1 - _NAME_SHARE)]
        return self._table(rows, widths, [("LEFTPADDING", (0, 0), (0, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])

    def _grid(self, grid: Grid) -> Iterator[Any]:
        from reportlab.platypus import Spacer  # noqa: PLC0415 - heavy

        whole = sum(grid.widths)
        widths = [self._width * width / whole for width in grid.widths]
        rows = [[self._words(name, "head") for name in grid.header]]
        rows += [[self._cell(one, width) for one, width in zip(row, widths, strict=True)] for row in grid.rows]
        looks = [
            ("FONT", (0, 0), (-1, -1), PLAIN, _SIZE, _LEADING),
            ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
            ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
        yield self._table(rows, widths, looks, repeated=1)
        yield Spacer(1, 6)

    def _signatures(self, lines: Any) -> Any:  # noqa: ANN401 - the library has no types
        from reportlab.platypus import KeepTogether, Spacer  # noqa: PLC0415 - heavy

        rows = [[self._words(word, "faint") for word in (line, "", "Name and office", "", "Date")] for line in lines]
        looks: list[Any] = [("LINEABOVE", (at, 0), (at, -1), 0.6, "#000000") for at in (0, 2, 4)]
        shares = (0.36, 0.03, 0.38, 0.03, 0.2)
        looks.append(("BOTTOMPADDING", (0, 0), (-1, -1), _SIGNED_HEIGHT))
        signed = self._table(rows, [self._width * share for share in shares], looks)
        return KeepTogether([Spacer(1, _SIGNED_HEIGHT), signed])

    def _table(self, rows: Any, widths: Any, looks: Any, *, repeated: int = 0) -> Any:  # noqa: ANN401 - the library has no types
        from reportlab.platypus import LongTable, TableStyle  # noqa: PLC0415 - heavy

        style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2), *looks])
        # A row is cut only where it would not fit a page by itself: cut rows are hard to read.
        is_tall = any(_height(row, widths) > _TALLEST_ROW for row in rows)
        return LongTable(rows, colWidths=widths, repeatRows=repeated, style=style, splitInRow=int(is_tall))

    def _cell(self, one: Cell, width: float) -> Any:  # noqa: ANN401 - the library has no types
        if one.outcome:
            return self._paragraph(self._badge(one.outcome), "body")
        if not one.address and len(one.text) <= _SHORT and self._fits(one.text, width - _CELL_PADDING):
            return one.text
        told = self._told(one.text)
        if one.address:
            from html import escape  # noqa: PLC0415 - beside its only use

            told = f'<link href="{escape(one.address)}" color="{_LINK}">{told}</link>'
        return self._paragraph(told, "body")

    def _fits(self, text: str, width: float) -> bool:
        """Tell whether a text stands on one line in one font; then it takes a tenth of the time of a paragraph.

        Lists of thousands of rows are nearly all such cells.
        """
        from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 - heavy

        is_plain = text.isprintable() and self._known.issuperset(map(ord, text))
        return is_plain and "  " not in text and bool(stringWidth(text, PLAIN, _SIZE) <= width)

    def _badge(self, outcome: str) -> str:
        if not outcome:
            return ""
        back, front = _COLOURS[outcome]
        return f'<font backColor="{back}" color="{front}">&nbsp;{outcome}&nbsp;</font> '

    def _words(self, text: str, style: str) -> Any:  # noqa: ANN401 - the library has no types
        return self._paragraph(self._told(text), style)

    def _paragraph(self, markup: str, style: str) -> Any:  # noqa: ANN401 - the library has no types
        from reportlab.platypus import Paragraph  # noqa: PLC0415 - heavy

        return Paragraph(markup, self._styles[style])

    def _told(self, text: str) -> str:
        told = marked_up(text, self._known)
        self._has_missing = self._has_missing or MISSING in told
        return told


def _height(row: Any, widths: Any) -> float:  # noqa: ANN401 - the library has no types
    """Tell how high a row will stand, without the space around its cells."""
    return max(
        _LEADING if isinstance(one, str) else float(one.wrap(width - _CELL_PADDING, 1e6)[1])
        for one, width in zip(row, widths, strict=True)
    )
