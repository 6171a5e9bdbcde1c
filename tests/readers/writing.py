"""Write small files for the tests of the readers, and walk what comes back."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from barred.readers.open_tables import open_tables
from barred.readers.table import Batch, Table

__all__ = ["Merge", "batches", "only_table", "texts", "write_ods", "write_xlsx"]

Merge = tuple[int, int, int, int, str]


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]], *, merged: Iterable[Merge] = ()) -> Path:
    """Write a workbook; `merged` cells go to the first sheet: top, left, low, right, text."""
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for at, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write(row, column, cell)
            for top, left, low, right, text in merged if at == 0 else ():
                sheet.merge_range(top, left, low, right, text)
    return path


def write_ods(path: Path, rows: Iterable[Sequence[str]], *, last: str = "") -> Path:
    """Write an OpenDocument sheet of texts; `last` is markup put after the rows."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(map(cell.format, one))}</table:table-row>" for one in rows)
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    media = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", media)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0"'
            f' xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="Sheet">'
            f"{body}{last}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def only_table(path: Path, **options: object) -> Table:
    """Open a file that has one table."""
    opened = open_tables(path, **options)  # type: ignore[arg-type]
    assert len(opened.tables) == 1
    return opened.tables[0]


def batches(path: Path, **options: object) -> list[Batch]:
    """Give the batches of the only table of a file."""
    return list(only_table(path, **options).batches())


def texts(path: Path, **options: object) -> list[str]:
    """Give the texts of the items of the only table of a file."""
    return [
        text
        for batch in batches(path, **options)
        for text, kind in zip(batch.texts, batch.kinds, strict=True)
        if kind == "item"
    ]
