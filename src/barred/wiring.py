"""Settings become objects here: the only reader of the environment, and of where things lie."""

import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from barred import __version__
from barred.directory.snapshot import Snapshot
from barred.errors import FileProblem, SnapshotProblem, UsageProblem
from barred.model.finding import Finding

__all__ = [
    "Settings",
    "build_snapshot",
    "builtin_directory",
    "builtin_example",
    "gate_words",
    "named_directories",
    "open_snapshot",
    "read_settings",
]

_KNOWN = ("BARRED_CACHE", "BARRED_DIRECTORY", "BARRED_GATE", "BARRED_SNAPSHOT", "BARRED_ZONE")
_PACKAGE = Path(__file__).parent
_PACKED = _PACKAGE / "_builtin"
# In place of a folder it means the directory that comes with the package, to lay others over it.
_BUILTIN = "builtin"
_FINDINGS_TOLD = 20


class Settings(NamedTuple):
    """What an installation is set to.

    Args:
        cache: Folder for snapshots that are built on demand.
        directories: Folders of records, later ones over earlier ones; the built-in one first
            unless the user names others.
        snapshot: A snapshot to use as it is, or None to build from the directories when needed.
        may_build: Whether a missing snapshot is built on the spot.
    """

    cache: Path
    directories: tuple[Path, ...]
    snapshot: Path | None = None
    may_build: bool = True


def builtin_directory() -> Path:
    """Give the folder of the directory that comes with the package."""
    return _builtin("directory")


def named_directories(words: Iterable[Path]) -> tuple[Path, ...]:
    """Give the folders that are meant: `builtin` stands for the built-in one, and so does nothing at all."""
    return tuple(builtin_directory() if str(one) == _BUILTIN else one for one in words) or (builtin_directory(),)


def builtin_example() -> Path:
    """Give the quote that the demonstration checks."""
    return _builtin("examples/quote.xlsx")


def _builtin(name: str) -> Path:
    # A wheel carries the data inside the package; a checkout has it beside `src`.
    packed = _PACKED / name
    return packed if packed.exists() else _PACKAGE.parents[1] / name


def read_settings(
    environment: Mapping[str, str],
    *,
    directories: Iterable[Path] = (),
    snapshot: Path | None = None,
    may_build: bool = True,
) -> Settings:
    """Read the settings; what the command line says goes before the environment.

    Raises:
        UsageProblem: A variable that begins with BARRED_ is unknown.
    """
    unknown = sorted(name for name in environment if name.startswith("BARRED_") and name not in _KNOWN)
    if unknown:
        raise UsageProblem(
            f"unknown setting {unknown[0]}", where="environment", remedy=f"known are {', '.join(_KNOWN)}"
        )
    set_up = map(Path, filter(None, environment.get("BARRED_DIRECTORY", "").split(os.pathsep)))
    given = snapshot or (Path(environment["BARRED_SNAPSHOT"]) if environment.get("BARRED_SNAPSHOT") else None)
    return Settings(_cache(environment), named_directories(tuple(directories) or set_up), given, may_build)


def gate_words(environment: Mapping[str, str], words: Iterable[str], *, zone: str = "") -> tuple[tuple[str, ...], str]:
    """Give what is set for the gate, as `read_policy` takes it; the command line goes before the environment.

    Example:
        >>> gate_words({"BARRED_GATE": "failure=allow, depends=deny"}, ["depends=allow"])
        (('failure=allow', 'depends=deny', 'depends=allow'), 'UTC')
        >>> gate_words({"BARRED_ZONE": "Asia/Tokyo"}, []), gate_words({"BARRED_ZONE": "Asia/Tokyo"}, [], zone="UTC")
        (((), 'Asia/Tokyo'), ((), 'UTC'))
    """
    set_up = [one.strip() for one in environment.get("BARRED_GATE", "").split(",") if one.strip()]
    return (*set_up, *words), zone or environment.get("BARRED_ZONE", "") or "UTC"


def _cache(environment: Mapping[str, str]) -> Path:
    if environment.get("BARRED_CACHE"):
        return Path(environment["BARRED_CACHE"])
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "barred"


def open_snapshot(settings: Settings) -> Snapshot:
    """Open the snapshot of the settings, building it first when the directories are new.

    Raises:
        SnapshotProblem: It is missing and may not be built, or cannot be read.
        FileProblem: The directories have findings, so that nothing can be built.
    """
    if settings.snapshot is not None:
        return Snapshot(settings.snapshot)
    state = _state(settings.directories)
    stamp = settings.cache / f"{zlib.crc32(os.pathsep.join(map(str, settings.directories)).encode()):08x}.stamp"
    try:
        name, stamped = stamp.read_text("utf-8").split("\n", 1)
        if stamped == state:
            return Snapshot(settings.cache / name)
    except (OSError, ValueError, SnapshotProblem):
        pass  # no stamp, or its snapshot is gone or damaged: it is built anew
    if not settings.may_build:
        where = ", ".join(map(str, settings.directories))
        what = "no snapshot of the directory as it is now"
        raise SnapshotProblem(what, where=where, remedy="run `barred directory build`")
    path = build_snapshot(settings.directories, settings.cache)
    unfinished = stamp.with_suffix(f".{os.getpid()}")
    unfinished.write_text(f"{path.name}\n{state}", "utf-8")
    unfinished.replace(stamp)
    return Snapshot(path)


def build_snapshot(directories: Iterable[Path], folder: Path) -> Path:
    """Check some directories and compile them, with the rows that identification looks up.

    Raises:
        FileProblem: The directories have findings; the first are told.
    """
    from barred.directory.check import check  # noqa: PLC0415 - a look-up on a built snapshot needs none of it
    from barred.directory.compile import compile_snapshot  # noqa: PLC0415
    from barred.directory.read import read_directories  # noqa: PLC0415
    from barred.screening.lookup_rows import lookup_rows  # noqa: PLC0415

    stack = read_directories(directories)
    findings = check(stack)
    if findings:
        raise _unfit(findings)
    return compile_snapshot(stack, folder, lookup=lookup_rows(stack))


def _unfit(findings: list[Finding]) -> FileProblem:
    told = "\n".join(str(one) for one in findings[:_FINDINGS_TOLD])
    more = f"\n… and {len(findings) - _FINDINGS_TOLD} more" if len(findings) > _FINDINGS_TOLD else ""
    return FileProblem(f"{len(findings)} findings, so no snapshot can be built\n{told}{more}")


def _state(directories: Iterable[Path]) -> str:
    """Tell the state of some folders by path, size and time of change of every file."""
    lines: list[str] = []
    for root in directories:
        if not root.is_dir():
            raise FileProblem("no such folder", where=str(root), remedy="give the folder of a directory")
        if root.is_relative_to(_PACKED):
            # What came with an installed package changes with the package only.
            lines.append(f"{root} {__version__} {root.stat().st_mtime_ns}\n")
        else:
            lines += sorted(_states(os.path.abspath(root)))  # noqa: PTH100 - text, for os.scandir
    return "".join(lines)


def _states(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _states(entry.path)
            else:
                state = entry.stat()
                found.append(f"{entry.path!a} {state.st_size} {state.st_mtime_ns}\n")
    return found
