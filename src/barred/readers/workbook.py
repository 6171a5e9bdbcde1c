"""Read the sheets of XLSX, XLS and ODS workbooks, hidden sheets too: what a quote hides is still in it.

Where a merged cell spans several rows, each of them gets its words (the user sees them beside each
row); figures are not repeated, since a quantity or a price merged over two rows is one. ODS does not
tell its merged cells through the library used, so there only the first row has the words.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from barred.errors import FileProblem, UsageProblem
from barred.readers.compound import check_compound
from barred.readers.options import Options
from barred.readers.table import RawRow
from barred.readers.values.cells import is_number, shown
from barred.readers.zip_guard import check_zipped

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["Sheet", "read"]

_ZIPPED = b"PK"
_MERGED_SHARE = 0.5
# Of all sheets together: each is held as a full rectangle, and one may be listed many times.
_MOST_CELLS = 50_000_000


def read(path: Path, options: Options) -> list["Sheet"]:
    """Open the sheets of a workbook that hold anything, or the one that the user named.

    Raises:
        FileProblem: The workbook is damaged, has a password or is too large.
        UsageProblem: There is no sheet of that name; the sheets are listed.
    """
    with path.open("rb") as file:
        is_zipped = file.read(len(_ZIPPED)) == _ZIPPED
    (check_zipped if is_zipped else check_compound)(path)
    try:
        sheets = _opened(path, options.sheet)
    except BaseException as error:
        # The library is Rust: a fault that it did not foresee comes as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise FileProblem(f"the workbook cannot be read ({error})", where=str(path), remedy="get it again") from None
    return _shared(path, [(name, sheet) for name, sheet in sheets if sheet.end is not None or options.sheet])


def _opened(path: Path, wanted: str | None) -> list[tuple[str, "CalamineSheet"]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - heavy

    try:
        with CalamineWorkbook.from_path(path) as book:
            found, cells = [], 0
            for name in _named(book.sheet_names, wanted):
                found.append((name, book.get_sheet_by_name(name)))
                cells += found[-1][1].height * found[-1][1].width
                if cells > _MOST_CELLS:
                    what = f"its sheets span more than {_MOST_CELLS:,} cells together"
                    raise FileProblem(what, where=str(path), remedy="name the sheet to be read, or save it as CSV")
            return found
    except PasswordError:
        raise FileProblem(
            "the workbook has a password", where=str(path), remedy="save it without one and give that file"
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        raise FileProblem(f"the workbook cannot be read ({error})", where=str(path), remedy="get it again") from None


def _named(names: list[str], wanted: str | None) -> list[str]:
    if wanted is None:
        return names
    same = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
    if not same:
        raise UsageProblem(
            f"there is no sheet {wanted!r}", where="--sheet", remedy=f"the sheets are {', '.join(map(repr, names))}"
        )
    return same


def _shared(path: Path, sheets: list[tuple[str, "CalamineSheet"]]) -> list["Sheet"]:
    """Give each sheet the part of the file's bytes that its rows are of all rows."""
    rows = sum(sheet.height for _, sheet in sheets) or 1
    size = path.stat().st_size
    return [Sheet(f"{path.name}#{name}", sheet, size * sheet.height // rows) for name, sheet in sheets]


class Sheet:
    """The rows of one sheet, numbered as the sheet numbers them."""

    declared: list[str] | None = None

    def __init__(self, name: str, sheet: "CalamineSheet", size_bytes: int) -> None:
        self.name = name
        self.size_bytes = size_bytes
        self._sheet = sheet
        self._left = sheet.start[1] if sheet.start else 0
        self._last = sheet.end[0] if sheet.end else 0
        self._row = 0
        merged = sheet.merged_cell_ranges or []
        width = sheet.end[1] + 1 - self._left if sheet.end else 0
        self.across = frozenset(
            top + 1 for (top, left), (low, right) in merged if top == low and _is_wide(right - left + 1, width)
        )
        self._tall = sorted((top, low, left) for (top, left), (low, _) in merged if low > top)

    def position(self) -> int:
        """Give the share of `size_bytes` that the latest walk has passed."""
        return self.size_bytes * self._row // (self._last + 1)

    def rows(self) -> Iterator[RawRow]:
        """Give every row from the first of the sheet, cells from column A."""
        lead = [""] * self._left
        tall = iter([*self._tall, (self._last + 1, 0, 0)])
        coming = next(tall)
        filling: list[tuple[int, int, str]] = []  # last row, column, words
        for at, values in enumerate(self._sheet.iter_rows()):
            self._row = at
            cells = lead + [shown(value) for value in values]
            filling = [one for one in filling if one[0] >= at]
            if filling and any(map(str.strip, cells)):
                for _, column, words in filling:
                    cells[column] = cells[column] or words
            while coming[0] <= at:
                words = cells[coming[2]] if coming[2] < len(cells) else ""
                if words.strip() and not is_number(words):
                    filling.append((coming[1], coming[2], words))
                coming = next(tall)
            yield at + 1, cells
        self._row = self._last + 1


def _is_wide(merged: int, width: int) -> bool:
    return merged > 1 and merged > width * _MERGED_SHARE
