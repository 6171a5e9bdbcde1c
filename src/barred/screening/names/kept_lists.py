"""Keep the index of listed names beside the snapshot that holds the lists, so that it is built once and shared.

Processes that screen side by side map the same files; a single look-up builds nothing.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from barred import __version__
from barred.directory.snapshot import Snapshot
from barred.errors import IndexProblem
from barred.matching.index_files import keep_index, open_index
from barred.screening.names.listed_names import Listed, listed_in_index, listed_in_lists

__all__ = ["kept_lists"]


def kept_lists(book: Snapshot) -> Listed:
    """Give the names of the lists laid over a directory, ended entries too.

    Args:
        book: The snapshot. Beside its file lies the index, in a folder of its name; where none can be
            written, the index is built in memory each time.
    """
    folder = book.path.with_suffix(".lists")
    about = {"snapshot": book.digest, "barred": __version__}
    found = _opened(folder, about)
    if found is None:
        found = listed_in_lists(book)
        _keep(found, folder, about)
        found = _opened(folder, about) or found
    return found


def _keep(listed: Listed, folder: Path, about: dict[str, str]) -> None:
    """Keep an index, unless the folder is only for reading, or another process was there first."""
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
    with suppress(OSError, IndexProblem):
        keep_index(listed.index, unfinished, about=about, columns=pa.table(dict(listed.columns)))
        unfinished.rename(folder)
    shutil.rmtree(unfinished, ignore_errors=True)


def _opened(folder: Path, about: dict[str, str]) -> Listed | None:
    """Open what is kept; what another version or another snapshot left there is taken away."""
    if not folder.is_dir():
        return None
    try:
        kept = open_index(folder)
        if about.items() <= kept.about.items():
            return listed_in_index(kept)
    except IndexProblem:
        pass  # damaged, or of another form: it is built anew
    shutil.rmtree(folder, ignore_errors=True)
    return None
