"""What the package imports: declared, used, going down, and late where it is heavy."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

# Forbidden imports for each contract: the module that gets it, and the line.
VIOLATIONS = {
    "floors": [
        ("barred.model.violation", "import barred.text.fold"),  # up
        ("barred.judge.violation", "import barred.readers.table"),  # sideways
        ("barred.unlisted", "import barred.errors"),  # from a room that the design does not name
    ],
    "pyarrow": [("barred.judge.violation", "import pyarrow.compute")],
    "numbers": [("barred.judge.violation", "import numpy"), ("barred.readers.violation", "import rapidfuzz.distance")],
    "calamine": [("barred.screening.violation", "import python_calamine")],
    "warc": [("barred.screening.violation", "import fastwarc"), ("barred.cli.violation", "import resiliparse")],
    "spark": [("barred.screening.violation", "import pyspark"), ("barred.readers.violation", "import pandas")],
    "mcp": [("barred.cli.violation", "import mcp"), ("barred.publishing.violation", "import pydantic")],
    "xlsxwriter": [("barred.screening.violation", "import xlsxwriter")],
    "paper": [("barred.cli.violation", "import reportlab.pdfgen"), ("barred.screening.violation", "import holidays")],
    "terminal": [("barred.wiring", "import argparse"), ("barred.publishing.violation", "import rich.table")],
    "records": [("barred.screening.violation", "import sqlite3"), ("barred.publishing.violation", "import tomli_w")],
    "sql": [("barred.screening.violation", "import sqlalchemy"), ("barred.judge.violation", "import alembic.op")],
    "network": [("barred.readers.violation", "import urllib.request")],
    "oidc": [("barred.web.violation", "import authlib"), ("barred.cli.violation", "import joserfc")],
    "server": [("barred.screening.violation", "import fastapi"), ("barred.cli.violation", "import uvicorn")],
    "pure": [("barred.judge.violation", "import datetime")],
}
# Declared and never imported here: pyspark asks for pandas without saying so, SQLAlchemy loads psycopg by name,
# starlette python-multipart.
NEEDED_BY_OTHERS = {"pandas", "psycopg"}
# Loading any of these costs a look-up more than its own work.
HEAVY = {
    *("PIL", "holidays", "reportlab"),
    *("alembic", "anyio", "charset_normalizer", "click", "fastapi", "fastwarc", "jinja2", "mcp", "msgspec", "numpy"),
    *("prometheus_client", "pyarrow", "pydantic", "pyspark", "python_calamine", "rapidfuzz", "rich", "sqlalchemy"),
    *("starlette", "tomli_w", "uvicorn", "xlsxwriter", "zoneinfo"),
}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    """The declarations of the project."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def imported(source: str) -> set[str]:
    """Give the top-level names that a module imports, wherever the import stands."""
    found: set[str] = set()
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in one.names}
        elif isinstance(one, ast.ImportFrom) and one.module and not one.level:
            found.add(one.module.partition(".")[0])
    return found


def contracts(report: str) -> dict[str, str]:
    """Read from a report of the import linter which contract was kept and which broken."""
    found = re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.+\))?$", report, re.MULTILINE)
    return dict(found)


def lint(folder: Path) -> str:
    """Hold a copy of the tree against the contracts."""
    command = ["lint-imports", "--no-cache", "--config", str(folder / "pyproject.toml")]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PATH": path, "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the package and its declarations."""
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_import_is_declared_and_every_dependency_used(modules: dict[str, str], project: dict[str, Any]) -> None:
    """A stranger who installs what is declared gets what is used, and nothing besides."""
    named = {name for source in modules.values() for name in imported(source)}
    # What an extra brings need not be installed; its packages are called like what they hold.
    owners = packages_distributions()
    others = named - set(sys.stdlib_module_names) - {"barred"}
    used = {owners.get(name, [name])[0].lower().replace("_", "-") for name in others}

    extras = [text for some in project["project"]["optional-dependencies"].values() for text in some]
    listed = [*project["project"]["dependencies"], *extras]
    declared = {text.partition(">")[0].partition("[")[0].strip().lower() for text in listed}

    assert used == declared - NEEDED_BY_OTHERS


def test_a_look_up_starts_light(root: Path) -> None:
    """The command line loads no heavy library before it knows that it needs one."""
    show = "import sys, barred.cli.main; print(*sorted({name.partition('.')[0] for name in sys.modules}))"

    done = subprocess.run([sys.executable, "-c", show], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "barred" in done.stdout.split()
    assert set(done.stdout.split()) & HEAVY == set()


def test_importing_a_module_has_no_effect(modules: dict[str, str], tmp_path: Path) -> None:
    """Every module can be imported in an empty folder, says nothing and leaves nothing behind."""
    names = [path.removeprefix("src/").removesuffix(".py").replace("/", ".") for path in modules]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import {', '.join(names)}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_every_contract_holds(copy: Path, project: dict[str, Any]) -> None:
    """Imports go down, and each heavy library has one owner."""
    report = lint(copy)

    names = [one["name"] for one in project["tool"]["importlinter"]["contracts"]]
    assert contracts(report) == dict.fromkeys(names, "KEPT"), report


def test_every_contract_has_failed_once(copy: Path, project: dict[str, Any]) -> None:
    """A contract without a violation that breaks it protects nothing."""
    lines = [one for pairs in VIOLATIONS.values() for one in pairs]
    for module, line in lines:
        violate(copy, module, line)

    report = lint(copy)

    declared = {one["id"]: one["name"] for one in project["tool"]["importlinter"]["contracts"]}
    assert set(VIOLATIONS) == set(declared)
    assert contracts(report) == dict.fromkeys(declared.values(), "BROKEN"), report
    for module, line in lines:
        imported_name = line.removeprefix("import ") if "barred" in line else line.split()[1].partition(".")[0]
        assert module == "barred.unlisted" or f"{module} -> {imported_name} " in report, report
    assert "The following modules are not listed as layers:\n\n- barred.unlisted" in report


def violate(folder: Path, module: str, line: str) -> None:
    """Add a line to a module of a copy, or a module with that line."""
    file = folder / "src" / (module.replace(".", "/") + ".py")
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    with file.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
