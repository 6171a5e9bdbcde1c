"""The tables of a page: authorities that publish no file publish these.

A page has other tables beside that of the list, and words around it. The table is known by its
header; one that shares a column with it and is otherwise different is a changed layout.
"""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from barred.errors import FileProblem
from barred.lists.entry import ListFile
from barred.lists.layout import Layout, Row

__all__ = ["is_page", "table_rows"]

# A header may carry the sign of a footnote.
_FOOTNOTES = "*†‡^# "
_CELLS = {"td", "th"}
_APART = {"br", "div", "li", "p"}


def is_page(file: ListFile) -> bool:
    """Tell whether a file is a page and not a table."""
    return file.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def table_rows(file: ListFile, layout: Layout, *, named_also: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Read the rows of every table that has the columns of a layout.

    Args:
        file: The page.
        layout: Its columns in lower case.
        named_also: Other names of columns to those of the layout.

    Raises:
        FileProblem: No table has the columns, one has some of them beside others, or a row has
            another number of cells.
    """
    expected = {*layout.used, *layout.ignored}
    is_found = False
    for table in _tables(file, layout):
        line, header = table[0]
        told = [*map(_column, header)]
        names = [(named_also or {}).get(name, name) for name in told]
        if expected.isdisjoint(names):
            continue
        if sorted(names) != sorted(expected):
            raise _changed(f"list {layout.list}: columns {', '.join(told)}", f"{file.name}:{line}")
        is_found = True
        for begin, cells in table[1:]:
            if len(cells) != len(names):
                what = f"list {layout.list}: {len(cells)} columns where its layout has {len(names)}"
                raise _changed(what, f"{file.name}:{begin}")
            if any(cells):
                yield Row(begin, dict(zip(names, cells, strict=True)))
    if not is_found:
        raise _changed(f"list {layout.list}: no table with the columns {', '.join(layout.used)}", file.name)


class _Record(NamedTuple):
    line: int
    cells: list[str]


class _Page(HTMLParser):
    """Collects the rows of the outermost tables; a table in a cell is text of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Record]] = []
        self._depth = 0
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the library calls it
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        if tag in _APART and self._text is not None:
            self._text.append(" ")
        if self._depth != 1:
            return
        # Closing tags of rows and cells may be left out.
        if tag == "tr":
            self._end_cell()
            self.tables[-1].append(_Record(self.getpos()[0], []))
        elif tag in _CELLS and self.tables[-1]:
            self._end_cell()
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in {*_CELLS, "tr", "table"}:
            self._end_cell()
        if tag == "table" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            self.tables[-1][-1].cells.append(" ".join("".join(self._text).split()))
            self._text = None


def _tables(file: ListFile, layout: Layout) -> list[list[_Record]]:
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise _changed(f"list {layout.list}: not UTF-8 at byte {trouble.start}", file.name) from trouble
    page = _Page()
    page.feed(text)
    page.close()
    return [table for table in page.tables if table]


def _column(header: str) -> str:
    return header.strip(_FOOTNOTES).casefold()


def _changed(what: str, where: str) -> FileProblem:
    return FileProblem(what, where=where, remedy="the layout changed: compare the page with the list before you use it")
