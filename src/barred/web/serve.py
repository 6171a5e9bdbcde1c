"""Run the server: bind, answer, take a new snapshot in, and stop when told without dropping a request."""

import asyncio
import ipaddress
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import uvicorn

from barred.directory.snapshot import Snapshot
from barred.errors import BarredError, UsageProblem
from barred.web.answering.edition import Edition, Editions
from barred.web.answering.worker import Worker
from barred.web.application import Setup, application
from barred.web.entrance.patient import patient
from barred.web.gate_log import GateLog
from barred.web.jobs.retention import Retention
from barred.web.jobs.workroom import clear_behind
from barred.web.log import note
from barred.web.meters import Meters
from barred.web.upkeep import Upkeep

__all__ = ["HOSTS", "Place", "bind", "names_of", "serve"]

# How this machine may call itself; a browser that is led here under another name is not answered.
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_BACKLOG = 2048
_KEPT_ALIVE_S = 15
_STOPPING_S = 30
_ERROR, _WARNING = 40, 30


class Place(NamedTuple):
    """Where the snapshot comes from, and how a change of it is noticed.

    Args:
        open: Opens it as it is now; building it first, where it comes from folders.
        watched: A snapshot file that is looked at again and again; None to wait for SIGHUP.
        every_s: How often it is looked at.
    """

    open: Callable[[], Snapshot]
    watched: Path | None = None
    every_s: float = 2.0


def names_of(host: str, others: Sequence[str]) -> frozenset[str]:
    """Give the names under which a server may be spoken to.

    Args:
        host: The address that it listens on.
        others: Names that its operator gave.

    Raises:
        UsageProblem: It listens on every address of the machine, and nobody said how it is called.

    Example:
        >>> sorted(names_of("192.0.2.1", ["Barred.example"]) - HOSTS)
        ['192.0.2.1', 'barred.example']
    """
    if host in {"0.0.0.0", "::"} and not others:  # noqa: S104 - what is asked about
        remedy = "name it: --name barred.example"
        raise UsageProblem(f"{host} is no name by which others reach this server", where="--host", remedy=remedy)
    own = [host, f"[{host}]"] if ":" in host else [host]
    return HOSTS | {one.lower() for one in (*own, *others)}


def bind(host: str, port: int, *, has_keys: bool = False) -> socket.socket:
    """Take an address of this machine.

    Args:
        host: The address.
        port: 0 for any that is free.
        has_keys: Whether everybody is asked for a key, and there is one: else it has to be the loopback.

    Raises:
        UsageProblem: The address is not of the loopback, which needs keys; or it is taken.
    """
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError as trouble:
        remedy = "give an address such as 127.0.0.1 or ::1"
        raise UsageProblem(f"{host!r} is no address of this machine", where="--host", remedy=remedy) from trouble
    if not address.is_loopback and not has_keys:
        remedy = "give --require-key and a --ledger with a key in it, or listen on 127.0.0.1"
        raise UsageProblem(f"{host} can be reached from other machines, and nobody would be asked who they are",
                           where="--host", remedy=remedy)  # fmt: skip
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004 - the version of IP
    # asyncio sends small answers at once only where the protocol is named: without it each took 44 ms (2026-11-25).
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((str(address), port))
    except OSError as trouble:
        listening.close()
        remedy = "choose another, or 0 for any that is free"
        raise UsageProblem(
            f"port {port} cannot be taken: {trouble.strerror}", where="--port", remedy=remedy
        ) from trouble
    listening.listen(_BACKLOG)
    return listening


def serve(listening: socket.socket, place: Place, *, setup: Setup, begun: Callable[[str], None]) -> None:
    """Answer until SIGTERM or SIGINT; SIGHUP opens the snapshot anew.

    Args:
        listening: What `bind` gave.
        place: Where the snapshot comes from.
        setup: What the operator has set.
        begun: Called with the address as soon as requests are answered.

    Raises:
        SnapshotProblem: The first snapshot cannot be opened.
    """
    first = Edition(place.open())
    # The words of the operator are understood before anybody asks, so that a wrong one is told now.
    first.context(setup.case)
    clear_behind(setup.workroom, setup.registry.files if setup.registry.is_there else None)
    editions, meters, worker = Editions(first), Meters(), Worker()
    meters.opened(first.snapshot.digest, first.snapshot.checked)
    retention = Retention(setup.keep_days)
    upkeep = Upkeep(setup.registry, editions=editions, gate_log=GateLog(meters), retention=retention)
    rooms = application(editions, setup=setup, meters=meters, worker=worker, upkeep=upkeep)
    config = uvicorn.Config(
        rooms,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http=patient(setup.limits.body_s),
        ws="none",
        timeout_keep_alive=_KEPT_ALIVE_S,
        timeout_graceful_shutdown=_STOPPING_S,
    )
    running = _Running(_Server(config), place, editions=editions, meters=meters)
    running.upkeep = upkeep if setup.registry.is_there else None
    try:
        asyncio.run(running.run(listening, begun))
    finally:
        worker.close()
        setup.registry.close()
        setup.shelf.close()
        editions.current.retire()


class _Server(uvicorn.Server):
    """A server whose signals are taken by `_Running`, so that stopping when told is no failure."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


class _Running:
    """A server from start to stop."""

    def __init__(self, server: _Server, place: Place, *, editions: Editions, meters: Meters) -> None:
        self._server, self._place, self._editions, self._meters = server, place, editions, meters
        self._renewing = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self.upkeep: Upkeep | None = None

    async def run(self, listening: socket.socket, begun: Callable[[str], None]) -> None:
        """Answer until told to stop."""
        loop = asyncio.get_running_loop()
        for name, act in (("SIGTERM", self._stop), ("SIGINT", self._stop), ("SIGHUP", self._renew_soon)):
            if hasattr(signal, name):
                # Where an event loop takes no signals, the interpreter's own handling stays.
                with suppress(NotImplementedError):
                    loop.add_signal_handler(getattr(signal, name), act)
        if self.upkeep is not None:
            # Before anybody asks: no answer is given without the waivers that count.
            await self.upkeep.take_waivers()
            self._keep(asyncio.create_task(self.upkeep.run()))
        telling = asyncio.create_task(self._tell(listening, begun))
        watching = asyncio.create_task(self._watch())
        try:
            await self._server.serve(sockets=[listening])
        finally:
            for task in (telling, watching, *self._tasks):
                task.cancel()
            await asyncio.gather(telling, watching, *self._tasks, return_exceptions=True)
            if self.upkeep is not None:
                await self.upkeep.end()
            note("stopped")

    async def _tell(self, listening: socket.socket, begun: Callable[[str], None]) -> None:
        while not self._server.started:  # noqa: ASYNC110 - it sets a flag and no event
            await asyncio.sleep(0.005)
        host, port = listening.getsockname()[:2]
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        snapshot = self._editions.current.snapshot
        note("started", address=address, snapshot=snapshot.digest, checked=snapshot.checked)
        begun(address)

    def _stop(self) -> None:
        note("stopping")
        self._server.should_exit = True

    def _renew_soon(self) -> None:
        self._keep(asyncio.create_task(self._renew()))

    def _keep(self, task: "asyncio.Task[None]") -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _watch(self) -> None:
        """Look at the file again and again; a new one has another time, size or place on the disk."""
        if self._place.watched is None:
            return
        seen = _state(self._place.watched)
        while True:
            await asyncio.sleep(self._place.every_s)
            now = _state(self._place.watched)
            if now not in {None, seen}:
                seen = now
                await self._renew()

    async def _renew(self) -> None:
        """Open the snapshot anew, beside the requests under way; one that cannot be opened changes nothing."""
        async with self._renewing:
            try:
                edition = await asyncio.to_thread(lambda: Edition(self._place.open()))
            except BarredError as trouble:
                self._meters.swap_failures.inc()
                note("snapshot refused", level=_ERROR, why=str(trouble))
                return
            if self._editions.swap(edition):
                self._meters.swaps.inc()
                self._meters.opened(edition.snapshot.digest, edition.snapshot.checked)
                note("snapshot taken", snapshot=edition.snapshot.digest, checked=edition.snapshot.checked)
            else:
                note("snapshot unchanged", snapshot=edition.snapshot.digest)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        note("snapshot not there", level=_WARNING, path=path.name)
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
