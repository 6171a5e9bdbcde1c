"""Files that users brought, kept for a while so that the address of a check can name them.

They lie in a folder that only this process may read, and go with it, even when it is killed; the oldest go first when
there are too many.
"""

from collections import OrderedDict
from pathlib import Path
from secrets import token_urlsafe
from weakref import finalize

from barred.web.jobs.file_name import file_name
from barred.web.jobs.workroom import Workplace, Workroom

__all__ = ["Uploads"]

_MOST = 64
_MOST_BYTES = 256 << 20
_KEY_BYTES = 18


class Uploads:
    """The files.

    Args:
        workroom: Where they lie.
        most: How many are kept.
        most_bytes: How large all of them together may be.
    """

    def __init__(self, workroom: Workroom, *, most: int = _MOST, most_bytes: int = _MOST_BYTES) -> None:
        self._workroom, self._most, self._most_bytes = workroom, most, most_bytes
        self._kept: OrderedDict[str, tuple[Path, int]] = OrderedDict()
        self._place: Workplace | None = None

    def keep(self, name: str, body: bytes) -> str:
        """Keep a file.

        Args:
            name: What its user calls it; only its last part is kept, and of that only what a file may be called.
            body: Its bytes.

        Returns:
            A key that nobody can guess.

        Raises:
            FileProblem: There is no place for files.
        """
        if self._place is None:
            self._place = self._workroom.begin()
            # Whoever ends the process in the ordinary way takes the files along.
            finalize(self, self._place.leave)
        key = token_urlsafe(_KEY_BYTES)
        path = self._place.path / key / file_name(name, otherwise="file")
        path.parent.mkdir(mode=0o700)
        path.write_bytes(body)
        self._kept[key] = (path, len(body))
        while len(self._kept) > self._most or sum(size for _, size in self._kept.values()) > self._most_bytes:
            self._drop(next(iter(self._kept)))
        return key

    def path(self, key: str) -> Path | None:
        """Give where a file lies; None when it is not kept, or no longer."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def _drop(self, key: str) -> None:
        path, _ = self._kept.pop(key)
        path.unlink(missing_ok=True)
        path.parent.rmdir()
