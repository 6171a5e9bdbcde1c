"""`barred doctor`: tell what is here, what is missing, and how to get it."""

import argparse
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from barred import __version__
from barred.cli.options import add_directory, add_format, add_ledger, settings
from barred.cli.rows import print_rows
from barred.cli.status import CLEAN, FINDING
from barred.errors import BarredError, SnapshotProblem
from barred.wiring import Settings, open_ledger, open_snapshot

__all__ = ["EXTRAS", "NEEDED", "add_to"]

# Distribution to the module that it brings: without these some command does not run.
NEEDED: Mapping[str, str] = {
    "alembic": "alembic",
    "fontpkg-fira-sans": "fontpkg_fira_sans",
    "holidays": "holidays",
    "numpy": "numpy",
    "pyarrow": "pyarrow",
    "python-calamine": "python_calamine",
    "rapidfuzz": "rapidfuzz",
    "reportlab": "reportlab",
    "rich": "rich",
    "sqlalchemy": "sqlalchemy",
    "tomli-w": "tomli_w",
    "xlsxwriter": "xlsxwriter",
}
# Extra to its distributions; who does not use what it is for lacks nothing.
EXTRAS: Mapping[str, Mapping[str, str]] = {
    "mcp": {"anyio": "anyio", "mcp": "mcp", "pydantic": "pydantic"},
    "oidc": {"authlib": "authlib", "httpx2": "httpx2", "joserfc": "joserfc"},
    "postgres": {"psycopg": "psycopg"},
    "server": {
        "fastapi": "fastapi",
        "itsdangerous": "itsdangerous",
        "jinja2": "jinja2",
        "markupsafe": "markupsafe",
        "msgspec": "msgspec",
        "prometheus-client": "prometheus_client",
        "pydantic": "pydantic",
        "python-multipart": "python_multipart",
        "starlette": "starlette",
        "uvicorn": "uvicorn",
    },
    "spark": {"pandas": "pandas", "pyspark": "pyspark"},
    "warc": {"fastwarc": "fastwarc", "resiliparse": "resiliparse"},
}
_GOOD, _ABSENT, _FAULT = "good", "absent", "fault"


class _Part(NamedTuple):
    """A part of the installation: *good*, *absent* where it may be, or a *fault*."""

    part: str
    state: str
    told: str
    remedy: str = ""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_format(parser)
    add_ledger(parser)
    add_directory(parser)
    parser.epilog = (
        f"The exit status is 1 when a part has a fault; what is absent and may be is none.\n\n{parser.epilog}"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    chosen = settings(options)
    parts = [
        _Part("barred", _GOOD, __version__),
        _Part("python", _GOOD, f"{platform.python_version()} on {platform.platform(terse=True)}"),
        *_packages(),
        *_extras(),
        _snapshot(chosen),
        _ledger(chosen),
    ]
    if options.format == "table":
        # What draws tables elsewhere may be what is missing.
        print("\n".join(_lines(parts)))
    else:
        print_rows([one._asdict() for one in parts], options)
    return FINDING if any(one.state == _FAULT for one in parts) else CLEAN


def _lines(parts: Iterable[_Part]) -> Iterator[str]:
    for one in parts:
        yield f"{one.state:<8}{one.part:<17}{one.told}"
        if one.remedy:
            yield f"{'':<25}{one.remedy}"


def _packages() -> Iterator[_Part]:
    for name, module in NEEDED.items():
        told, trouble = _loaded(name, module)
        if trouble:
            yield _Part(name, _FAULT, trouble, "install barred anew: `python3 boot.py demo` in a checkout")
        else:
            yield _Part(name, _GOOD, told)


def _extras() -> Iterator[_Part]:
    for extra, modules in EXTRAS.items():
        found = [_loaded(name, module) for name, module in modules.items()]
        lacking = [trouble for _, trouble in found if trouble]
        if extra == "spark" and shutil.which("java") is None:
            lacking.append("there is no Java on the search path")
        if not lacking:
            told = ", ".join(f"{name} {told}" for name, (told, _) in zip(modules, found, strict=True))
            yield _Part(f"extra {extra}", _GOOD, told)
        else:
            remedy = f"install it: `python3 boot.py install {extra}` in a checkout, else barred[{extra}]"
            yield _Part(f"extra {extra}", _ABSENT, "; ".join(lacking), remedy)


def _loaded(name: str, module: str) -> tuple[str, str]:
    """Give the version of a package, or why it cannot be used: what is there need not load."""
    try:
        import_module(module)
        return version(name), ""
    except ModuleNotFoundError as trouble:
        return "", f"there is no {trouble.name}"
    except (ImportError, PackageNotFoundError) as trouble:
        return "", f"{name} does not load ({trouble})"


def _snapshot(chosen: Settings) -> _Part:
    try:
        snapshot = open_snapshot(chosen._replace(may_build=False))
    except SnapshotProblem as trouble:
        if chosen.snapshot is None and chosen.may_build:
            told = "none is built of the directory as it is now: the first question builds it"
            return _Part("snapshot", _ABSENT, told, "run `barred directory build`")
        return _faulty("snapshot", trouble)
    except BarredError as trouble:
        return _faulty("snapshot", trouble)
    damage = snapshot.verify()
    if damage:
        return _Part("snapshot", _FAULT, f"{snapshot.path}: {damage[0]}", "run `barred directory build`")
    return _Part("snapshot", _GOOD, f"{snapshot.path}, {snapshot.digest}, directory last checked {snapshot.checked}")


def _ledger(chosen: Settings) -> _Part:
    if "://" not in chosen.ledger and not Path(chosen.ledger).exists():
        return _Part("ledger", _ABSENT, f"none at {chosen.ledger}: what is kept first makes it")
    try:
        ledger = open_ledger(chosen, may_make=False)
    except BarredError as trouble:
        return _faulty("ledger", trouble)
    except ModuleNotFoundError as trouble:
        return _Part("ledger", _FAULT, f"it cannot be opened: there is no {trouble.name}")
    try:
        return _Part("ledger", _GOOD, f"{ledger.address}, version {ledger.version()}")
    finally:
        ledger.close()


def _faulty(part: str, trouble: BarredError) -> _Part:
    return _Part(part, _FAULT, f"{trouble.where}: {trouble.what}" if trouble.where else trouble.what, trouble.remedy)
