"""Open the official lists that are laid over a directory; where there are none, nothing is loaded."""

from typing import Protocol

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.screening.answer import Lists

__all__ = ["OpenedLists", "open_lists"]


class OpenedLists(Lists, Protocol):
    """The official lists in one case, and for little more in any other."""

    def on(self, context: Context) -> Lists:
        """Give the same for another case."""
        ...


def open_lists(book: Snapshot, context: Context) -> OpenedLists | None:
    """Give what finds the entries of official lists, or None when no list is laid over the directory.

    Args:
        book: The snapshot.
        context: Whose day an entry must stand on.

    Cost:
        One look into the snapshot; with lists the index of their names, which is built once and kept beside it. What
        opens it takes some 10 microseconds a name, and need not be done again for other cases.
    """
    if not book.has_rows("listed_names"):
        return None
    from barred.screening.names.kept_lists import kept_lists  # noqa: PLC0415 - heavy, and only for who laid lists over
    from barred.screening.names.list_hits import ListHits  # noqa: PLC0415 - the same

    return ListHits(kept_lists(book), book, context)
