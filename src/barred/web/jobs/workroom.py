"""Folders for work under way, which go in the end even when their process was killed.

Each folder has a file that its process holds a lock on. The lock ends with the process, however that ends, so a folder
whose lock is free belongs to nobody: whoever begins work next takes it away. Where a file system knows no locks,
nothing is taken away.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from barred.errors import FileProblem
from barred.ledger.file_store import FileStore

__all__ = ["Workplace", "Workroom", "clear_behind", "workroom_of"]

_LOCK = ".lock"
# Held while a folder is made or folders are looked through, so that none is seen before its own lock is held.
_DOOR = ".door"
_PREFIX = "at-"
_NAME = "work"
# Nobody writes on one file for so long.
_SURELY_DEAD_S = 86_400


class Workplace:
    """A folder that is held until it is left.

    Args:
        path: The folder.
        handle: An open file whose lock is held; None where there is none.
    """

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self._handle = handle

    def leave(self) -> None:
        """Take the folder away with all that is in it; a second call does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
        shutil.rmtree(self.path, ignore_errors=True)


class Workroom:
    """Where the folders of all processes that work for one installation lie.

    Args:
        folder: Made when it is needed; None for the folder of the system, where nobody clears up.
        or_anywhere: Whether the folder of the system does where this one cannot be written to.
    """

    def __init__(self, folder: Path | None = None, *, or_anywhere: bool = False) -> None:
        self._folder, self._or_anywhere = folder, or_anywhere

    def begin(self) -> Workplace:
        """Give a new folder that nobody else may look into, and clear up behind those who died.

        Raises:
            FileProblem: No folder can be made there.
        """
        if self._folder is None:
            return _anywhere()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _door(self._folder):
                _clear(self._folder)
                path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._folder))
                handle = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
                _lock(handle)
        except OSError as trouble:
            if self._or_anywhere:
                return _anywhere()
            what = f"cannot be written ({trouble.strerror or trouble})"
            raise FileProblem(what, where=str(self._folder), remedy="see to --files") from trouble
        return Workplace(path, handle)

    @contextmanager
    def place(self) -> Iterator[Path]:
        """Give a new folder for the time of a block."""
        held = self.begin()
        try:
            yield held.path
        finally:
            held.leave()

    def clear(self) -> int:
        """Take away the folders of processes that died, and give how many there were."""
        if self._folder is None or not self._folder.is_dir():
            return 0
        try:
            with _door(self._folder):
                return _clear(self._folder)
        except OSError:
            return 0  # it is not ours to write to: whoever begins work there is told


def workroom_of(files: FileStore) -> Workroom:
    """Give the workroom of all servers and workers of a ledger: beside its files, so that results are not copied."""
    return Workroom(files.folder / _NAME)


def clear_behind(workroom: Workroom, files: FileStore | None = None) -> None:
    """Take away what processes left behind that were killed: their folders, and files that they had half written."""
    workroom.clear()
    if files is not None:
        files.clear_parts(time.time() - _SURELY_DEAD_S)


def _anywhere() -> Workplace:
    return Workplace(Path(tempfile.mkdtemp(prefix="barred-")), None)


def _clear(folder: Path) -> int:
    dead = [one for one in folder.glob(f"{_PREFIX}*") if _is_free(one / _LOCK)]
    for one in dead:
        shutil.rmtree(one, ignore_errors=True)
    return len(dead)


@contextmanager
def _door(folder: Path) -> Iterator[None]:
    handle = os.open(folder / _DOOR, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle, waits=True)
        yield
    finally:
        os.close(handle)


def _is_free(lock: Path) -> bool:
    """Tell whether nobody holds a lock; whoever was killed before there was one holds none."""
    try:
        handle = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        return _lock(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, waits: bool = False) -> bool:
        """Take the lock of an open file, and tell whether it is held now; where there are no locks, it is not."""
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, *, waits: bool = False) -> bool:
        """Take the lock of an open file, and tell whether it is held now; where there are no locks, it is not."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
