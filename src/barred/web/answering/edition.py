"""A snapshot opened for answering, and the swap to the next one while requests are under way.

All answers of a request come from the edition that was current when it began. An edition that was
replaced is closed when the last request that holds it has ended. What takes long, the official lists above all, is
opened when an edition is made, which is beside the requests: none waits for it, and the edition before answers
meanwhile.
"""

import zlib
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import TypeVar

from barred.directory.snapshot import Snapshot
from barred.evidence.citation import Citation
from barred.identify.memory_index import MemoryIndex
from barred.model.question import Context
from barred.model.waiver import Waiver
from barred.publishing.citations import citations
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.names.open_lists import open_lists
from barred.screening.snapshot_index import whole_index
from barred.web.answering.quick_desk import QuickDesk
from barred.web.answering.remembered import Remembered

__all__ = ["Edition", "Editions"]

# Each case keeps what it has decided: 3 MB after sixteen makers that many restrictions name (2026-11-25).
_CASES = 32
_ANSWERS = 4096
_ANSWER_BYTES = 64 << 20

Made = TypeVar("Made")


class Edition:
    """A snapshot with what makes its answers quick; used by one thread at a time.

    Args:
        snapshot: An opened snapshot, which the edition closes when it is retired.

    Cost:
        The index of names is read into memory once. Official lists that nobody opened before are indexed, which takes
        some 40 microseconds a name.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.index: MemoryIndex = whole_index(snapshot)
        # They say the same in every case but for its day, so any day does.
        self._lists = open_lists(snapshot, Context(on=snapshot.checked))
        self._contexts = Remembered(_CASES)
        self._kept = Remembered(_CASES)
        self.waivers: tuple[Waiver, ...] = ()
        self.leave = ""
        self._forget()
        self._held = 0
        self._is_retired = False

    def _forget(self) -> None:
        """Begin anew to remember what waivers have a part in."""
        self._desks = Remembered(_CASES)
        self._quick_desks = Remembered(_CASES)
        self._answers = Remembered(_ANSWERS, _ANSWER_BYTES)

    def waive(self, waivers: Sequence[Waiver]) -> None:
        """Let these waivers count from now on, and no others; `leave` names them in a few letters."""
        if tuple(waivers) != self.waivers:
            self.waivers = tuple(waivers)
            self.leave = f"{zlib.crc32(repr(self.waivers).encode()):08x}" if self.waivers else ""
            self._forget()

    def context(self, said: Said) -> Context:
        """Give the context that a user's words mean.

        Raises:
            UsageProblem: A word is unknown or ambiguous.
        """
        return self._contexts.get(said, lambda: understand(said, book=self.snapshot))

    def desk(self, context: Context) -> Desk:
        """Give the desk that answers in a context; it decides each distinct party once."""
        return self._desks.get(context, lambda: self._desk(context))

    def _desk(self, context: Context) -> Desk:
        lists = self._lists.on(context) if self._lists else None
        return Desk(context, book=self.snapshot, index=self.index, waivers=self.waivers, lists=lists)

    def quick_desk(self, context: Context) -> QuickDesk:
        """Give the desk that answers single questions in a context; it concludes about each party once."""
        return self._quick_desks.get(context, lambda: QuickDesk(self.desk(context)))

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give something costly that depends on the snapshot and the key alone."""
        return self._kept.get(key, make)

    def answered(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Give the bytes of an answer that depends on the snapshot and the key alone."""
        return self._answers.get(key, make)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every place in a source that the directory points to."""
        return tuple(citations(self.snapshot))

    def hold(self) -> None:
        """Keep the edition open for a request."""
        self._held += 1

    def release(self) -> None:
        """End what `hold` began."""
        self._held -= 1
        self._close_if_done()

    def retire(self) -> None:
        """Close the edition as soon as no request holds it."""
        self._is_retired = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self._is_retired and not self._held:
            self.snapshot.close()


class Editions:
    """The current edition, and its replacement.

    Args:
        first: The edition that a server starts with.
    """

    def __init__(self, first: Edition) -> None:
        self.current = first
        self.swaps = 0

    def waive(self, waivers: Sequence[Waiver]) -> None:
        """Let these waivers count in what is answered from now on."""
        self.current.waive(waivers)

    def swap(self, following: Edition) -> bool:
        """Let new requests be answered from another edition; tell whether it has other content."""
        if following.snapshot.digest == self.current.snapshot.digest:
            following.retire()
            return False
        following.waive(self.current.waivers)
        replaced, self.current = self.current, following
        self.swaps += 1
        replaced.retire()
        return True
