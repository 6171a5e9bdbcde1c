"""Tell in a report how a table was read: where its header stands, and what its columns were taken for."""

from barred.publishing.report.inquiry import SearchedTable
from barred.readers.table import Table

__all__ = ["searched_table"]


def searched_table(table: Table, *, rows_are_lines: bool = False) -> SearchedTable:
    """Tell how a table was read.

    Args:
        table: The table.
        rows_are_lines: Whether row n of it is line n of its file.
    """
    columns = table.columns
    return SearchedTable(
        name=table.name,
        header_row=table.header_row,
        columns=[(one.meaning, one.header, one.why) for one in columns.columns],
        unknown=[table.header[at] for at in columns.unknown],
        reads_every_cell=not columns.identifying,
        rows_are_lines=rows_are_lines,
    )
