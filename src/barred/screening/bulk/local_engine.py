"""Screen stretches on this machine, in this process or in several that it starts."""

import pickle
import queue
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, suppress
from typing import BinaryIO, cast

from barred.errors import BarredError, Incomplete
from barred.readers.stretches.stretch import Stretch
from barred.screening.bulk.part import Order, Part, screen_stretch

__all__ = ["run", "work"]

# Without -P a file of the folder that the user happens to be in could be taken for a module.
_WORKER = (sys.executable, "-P", "-c", "from barred.screening.bulk.local_engine import work; work()")


def run(order: Order, stretches: Sequence[tuple[int, Stretch]], *, processes: int = 1) -> Iterator[Part]:
    """Screen stretches.

    Args:
        order: What is to be done with each.
        stretches: Numbers and stretches that are still to do.
        processes: How many work side by side; no process holds more than one stretch.

    Returns:
        The parts as they are finished, in any order.

    Raises:
        Incomplete: A process was ended from outside.
    """
    if processes <= 1 or len(stretches) <= 1:
        return (screen_stretch(order, number, stretch=stretch) for number, stretch in stretches)
    return _spread(order, stretches, min(processes, len(stretches)))


def _spread(order: Order, stretches: Iterable[tuple[int, Stretch]], processes: int) -> Iterator[Part]:
    idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    with ExitStack() as stack:
        threads = stack.enter_context(ThreadPoolExecutor(processes))
        workers = [_Worker(order) for _ in range(processes)]
        for worker in workers:
            # On the way out the workers end first: the threads that wait for them then do not wait.
            stack.callback(worker.end)
            idle.put(worker)
        stack.callback(threads.shutdown, wait=False, cancel_futures=True)
        waiting = [threads.submit(_ask, idle, number, stretch) for number, stretch in stretches]
        for one in as_completed(waiting):
            yield one.result()


def _ask(idle: "queue.SimpleQueue[_Worker]", number: int, stretch: Stretch) -> Part:
    worker = idle.get()
    try:
        return worker.ask(number, stretch)
    finally:
        idle.put(worker)


class _Worker:
    """Another process that screens a stretch at a time.

    It ends when its standard input does: when this process is killed, none is left behind.
    """

    def __init__(self, order: Order) -> None:
        self._process = subprocess.Popen(_WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - this program
        self._asks, self._answers = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
        self._tell(order)

    def ask(self, number: int, stretch: Stretch) -> Part:
        """Have a stretch screened.

        Raises:
            Incomplete: The process is gone.
        """
        try:
            self._tell((number, stretch))
            answer: Part | BarredError = pickle.load(self._answers)  # noqa: S301 - this program's
        except (EOFError, OSError, pickle.UnpicklingError):
            status = self._process.wait()
            raise Incomplete(
                f"a process that was screening ended with status {status}",
                where=f"{stretch.file}, from row {stretch.row}",
                remedy="go on with --resume; if memory was short, with fewer --processes",
            ) from None
        if isinstance(answer, BarredError):
            raise answer
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._answers.close()
        with suppress(BrokenPipeError):
            self._asks.close()

    def _tell(self, what: object) -> None:
        pickle.dump(what, self._asks)
        self._asks.flush()


def work() -> None:
    """Screen what comes in by standard input until it ends: the other side of `run`."""
    import signal  # noqa: PLC0415 - of the worker alone

    # An interruption is for the process that started this one, which then ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    try:
        order = pickle.load(asked)  # noqa: S301 - this program's
        while True:
            number, stretch = pickle.load(asked)  # noqa: S301 - this program's
            try:
                answer: Part | BarredError = screen_stretch(order, number, stretch=stretch)
            except BarredError as trouble:
                answer = trouble
            pickle.dump(answer, answered)
            answered.flush()
    except (EOFError, BrokenPipeError):
        return
