"""Write a file whole or not at all, and never over what was read."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from barred.errors import FileProblem, UsageProblem

__all__ = ["replacing"]

_READABLE = 0o666


@contextmanager
def replacing(path: Path, *, inputs: Iterable[Path] = ()) -> Iterator[Path]:
    """Give a new file beside the target that takes its place when the block ends well.

    On an error or an interruption the target stays as it was and nothing is left behind.

    Raises:
        UsageProblem: The target is one of the inputs or a folder.
        FileProblem: Its folder does not exist or cannot be written to.
    """
    target = path.resolve()
    if target.is_dir():
        raise UsageProblem("this is a folder", where=str(path), remedy="name a file in it")
    if target.exists() and any(one.exists() and target.samefile(one) for one in inputs):
        raise UsageProblem("the report would overwrite a file it is about", where=str(path), remedy="name another file")
    mode = target.stat().st_mode & 0o777 if target.exists() else _READABLE & ~_umask()
    part = _part(target, path)
    try:
        yield part
        part.chmod(mode)
        _to_disk(part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _part(target: Path, path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=".report-", suffix=".part", dir=target.parent)
    except OSError as error:
        told = error.strerror or str(error)
        raise FileProblem(f"cannot be written ({told})", where=str(path), remedy="choose another folder") from None
    os.close(handle)
    return Path(name)


def _umask() -> int:
    # The only portable way to ask is to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _to_disk(part: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
