"""Cut inputs into stretches, always at the same places, so that whoever reads them gives the same rows."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from barred.errors import FileProblem
from barred.readers.delimited import Delimited
from barred.readers.delimited import read as read_delimited
from barred.readers.detect import detect
from barred.readers.json_lines import JsonLines
from barred.readers.layout import lay_out
from barred.readers.options import Options
from barred.readers.parquet import Parquet
from barred.readers.stretches.cut_lines import PIECE_BYTES, cut_lines
from barred.readers.stretches.stretch import Layout, Stretch
from barred.readers.stretches.unpack import is_packed, packed_head, plain_text, unpack
from barred.readers.stretches.warc import need_warc
from barred.readers.table import Grid

__all__ = ["Cutter"]

_WARC = b"WARC/"
_PROBED_LINES = 10_000
_GROUP_ROWS = 200_000
_READ_ALONE = ("organisation", "brand", "model", "description")


@dataclass(frozen=True)
class Cutter:
    """Cuts inputs as the user wants them read.

    Args:
        copies: Folder for copies of what is packed or not in UTF-8; they must stay while stretches are read.
        columns: Meaning to column, which wins over the guess.
        encoding: How text files are encoded.
        size: How many bytes of text a stretch has at least.
    """

    copies: Path
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    size: int = PIECE_BYTES

    def cut(self, path: Path, number: int) -> list[Stretch]:
        """Cut one file.

        Args:
            path: The file as the user gave it.
            number: Its place among all inputs; tells copies of equal names apart.

        Raises:
            FileProblem: It is missing, empty, damaged or of a format that is not read in bulk.
            UsageProblem: A column that the user named is not in it, or a package is missing.
        """
        if not path.is_file():
            detect(path)
        if _head(path).startswith(_WARC):
            need_warc(str(path))
            size = path.stat().st_size
            return [Stretch(path.as_posix(), str(path.resolve()), "warc", 0, size, 1, 1, size, Layout())]
        name = path.name.removesuffix(".gz")
        plain = unpack(path, self.copies / f"{number:05d}-{name}") if is_packed(path) else path
        found = detect(plain)
        match found:
            case "parquet":
                return list(self._parquet(path, plain))
            case "csv" | "tsv" | "json-lines":
                text = plain_text(plain, self.copies / f"{number:05d}-utf-8-{name}", encoding=self.encoding)
                return list(self._lines(path, text, is_json=found == "json-lines"))
        raise FileProblem(
            f"this is {found.upper()}; read in bulk are CSV, TSV, JSON lines, Parquet and WARC, packed by gzip or not",
            where=str(path),
            remedy="`barred check` reads workbooks and JSON documents",
        )

    def _lines(self, path: Path, text: Path, *, is_json: bool) -> Iterator[Stretch]:
        grid: Grid
        if is_json:
            grid = JsonLines(text, "utf-8", most=_PROBED_LINES)
        else:
            (grid,) = read_delimited(text, Options(encoding="utf-8"))
        layout = self._layout(grid)
        with text.open("rb") as file:
            start = len(codecs.BOM_UTF8) if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0
        format_ = "json-lines" if is_json else "csv"
        where = str(text.resolve())
        for piece in cut_lines(text, start=start, size=self.size, is_quoted=not is_json):
            yield Stretch(path.as_posix(), where, format_, *piece, piece.stop - piece.start, layout)

    def _parquet(self, path: Path, plain: Path) -> Iterator[Stretch]:
        """Take neighbouring row groups together while they are small."""
        grid = Parquet(plain)
        layout, sizes, row, first = self._layout(grid), grid.group_rows, 1, 0
        share = grid.size_bytes / max(1, sum(sizes))
        for at in range(len(sizes)):
            held = sum(sizes[first : at + 1])
            if held >= _GROUP_ROWS or at + 1 == len(sizes):
                where = str(plain.resolve())
                yield Stretch(path.as_posix(), where, "parquet", first, at + 1, row, row, int(held * share), layout)
                row, first = row + held, at + 1

    def _layout(self, grid: Grid) -> Layout:
        table = lay_out(grid, wanted=self.columns)
        columns = table.columns
        return Layout(
            header=tuple(table.header),
            header_row=table.header_row,
            identifying=columns.identifying,
            identifiers=columns.of("identifier"),
            meanings=tuple((meaning, found) for meaning in _READ_ALONE if (found := columns.of(meaning))),
            delimiter=grid.delimiter if isinstance(grid, Delimited) else "",
        )


def _head(path: Path) -> bytes:
    if is_packed(path):
        return packed_head(path)
    with path.open("rb") as file:
        return file.read(len(_WARC))
