"""Open the official lists that are laid over a directory; where there are none, nothing is loaded."""

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.screening.answer import Lists

__all__ = ["open_lists"]


def open_lists(book: Snapshot, context: Context) -> Lists | None:
    """Give what finds the entries of official lists, or None when no list is laid over the directory.

    Args:
        book: The snapshot.
        context: Whose day an entry must stand on.

    Cost:
        One look into the snapshot; with lists the index of their names, which is built once and kept beside it.
    """
    if not book.has_rows("listed_names"):
        return None
    from barred.screening.kept_lists import kept_lists  # noqa: PLC0415 - heavy, and only for who laid lists over
    from barred.screening.list_hits import ListHits  # noqa: PLC0415 - the same

    return ListHits(kept_lists(book), book, context)
