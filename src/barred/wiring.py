"""Settings become objects here: the only reader of the environment, and of where things lie."""

import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from barred import __version__
from barred.directory.snapshot import Snapshot
from barred.errors import FileProblem, SnapshotProblem, UsageProblem
from barred.model.finding import Finding

if TYPE_CHECKING:
    from barred.ledger.ledger import Ledger  # loading it loads SQL, which a look-up does not need

__all__ = [
    "Settings",
    "build_snapshot",
    "builtin_directory",
    "builtin_example",
    "files_folder",
    "find_snapshot",
    "gate_words",
    "named_directories",
    "names_ledger",
    "open_ledger",
    "open_snapshot",
    "provider_secret",
    "read_settings",
]

_KNOWN = (
    *("BARRED_ACTOR", "BARRED_CACHE", "BARRED_DIRECTORY", "BARRED_GATE", "BARRED_LEDGER", "BARRED_OIDC_SECRET"),
    *("BARRED_SNAPSHOT", "BARRED_ZONE"),
)
# Who acts, where nothing else is said: the name under which the user is logged in.
_ACTORS = ("BARRED_ACTOR", "USER", "USERNAME", "LOGNAME")
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
        ledger: Where the ledger lies: a file, or `postgresql://…`.
        actor: Who does what the ledger logs, by office or user name.
        data: Folder for what the user keeps.
    """

    cache: Path
    directories: tuple[Path, ...]
    snapshot: Path | None = None
    may_build: bool = True
    ledger: str = ""
    actor: str = ""
    data: Path = Path()


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
    ledger: str = "",
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
    return Settings(
        cache=_cache(environment),
        directories=named_directories(tuple(directories) or set_up),
        snapshot=given,
        may_build=may_build,
        ledger=ledger or environment.get("BARRED_LEDGER", "") or str(_data(environment) / "ledger.sqlite"),
        actor=next(filter(None, map(environment.get, _ACTORS)), "unknown"),
        data=_data(environment),
    )


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


def provider_secret(environment: Mapping[str, str], path: Path | None) -> str:
    """Give what this server proves to a provider with; a file goes before the environment.

    Never a word of the command line: others on the machine see that. Empty for a client without a secret.

    Raises:
        FileProblem: The file cannot be read, or holds nothing.
    """
    if path is None:
        return environment.get("BARRED_OIDC_SECRET", "")
    try:
        secret = path.read_text("utf-8").strip()
    except (OSError, ValueError) as trouble:
        raise FileProblem("the secret cannot be read", where=str(path), remedy="see to --oidc-secret-file") from trouble
    if not secret:
        raise FileProblem("no secret is in it", where=str(path), remedy="write it there, or leave the option out")
    return secret


def _cache(environment: Mapping[str, str]) -> Path:
    if environment.get("BARRED_CACHE"):
        return Path(environment["BARRED_CACHE"])
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "barred"


def _data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME") or environment.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "barred"


def open_ledger(settings: Settings, *, may_make: bool = True, any_version: bool = False) -> "Ledger":
    """Open the ledger of the settings, as `barred.ledger.ledger.open_ledger` does."""
    from barred.ledger.ledger import open_ledger as opened  # noqa: PLC0415 - a look-up needs no SQL

    return opened(settings.ledger, may_make=may_make, any_version=any_version)


def names_ledger(environment: Mapping[str, str], word: str) -> bool:
    """Tell whether a ledger was named, on the command line or in the environment."""
    return bool(word or environment.get("BARRED_LEDGER", ""))


def files_folder(settings: Settings) -> Path:
    """Give the folder for the files of jobs: beside a ledger that is a file, else where the user's data lie."""
    plain = settings.ledger.removeprefix("sqlite:///")
    if "://" in plain:
        return settings.data / "files"
    path = Path(plain)
    return path.with_name(f"{path.name}.files")


def find_snapshot(settings: Settings, digest: str, *, besides: Iterable[Path] = ()) -> Snapshot | None:
    """Find the snapshot of a digest where snapshots are built, and among some files besides.

    Returns:
        The snapshot, or None when it is not at hand or damaged.
    """
    beside = [settings.snapshot.parent] if settings.snapshot else []
    name = f"{digest.removeprefix('sha256:')[:16]}.snapshot"
    for path in (*besides, *(folder / name for folder in (settings.cache, *beside))):
        try:
            found = Snapshot(path)
        except SnapshotProblem:
            continue
        if found.digest == digest:
            return found
        found.close()
    return None


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
    from barred.directory.check import hindrances  # noqa: PLC0415 - a look-up on a built snapshot needs none of it
    from barred.directory.compile import compile_snapshot  # noqa: PLC0415
    from barred.directory.read import read_directories  # noqa: PLC0415
    from barred.screening.lookup_rows import lookup_rows  # noqa: PLC0415

    stack = read_directories(directories)
    findings = hindrances(stack)
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
