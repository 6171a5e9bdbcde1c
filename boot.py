#!/usr/bin/env python3
"""Two commands on a fresh machine: `python3 boot.py demo` and `python3 boot.py test`.

Makes `.venv` beside this file, installs the pinned packages into it by their hashes and runs the
program from `src`. Needs Python alone: standard library, no compiler, nothing set up before.
"""

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must say so; nothing newer than 3.6 may stand above
    newer = [f"python3.{minor}" for minor in (14, 13, 12, 11) if shutil.which(f"python3.{minor}")]
    remedy = f"try: {newer[0]} boot.py" if newer else "install a newer one and start boot.py with it"
    sys.exit(f"boot: this is Python {sys.version.split()[0]}; 3.11 or newer is needed; {remedy}")

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

USAGE = """usage: python3 boot.py VERB [ARGS...]

  demo    install what the program needs, and show it at work
  run     the program itself: python3 boot.py run lookup "..."
  test    install the tools for development too, and run the tests; ARGS go to pytest
  check   the other checks of the build; ARGS choose some of: {checks}
  install add the packages of an extra: {extras}"""

TESTS = ["pytest", "--numprocesses", "2"]
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-cache"],
    "directory": ["barred", "directory", "check", "directory"],
    "records": ["barred", "directory", "format", "--check", "directory"],
}

# The command starts through `sh` because the name of a checkout's folder may hold spaces.
LAUNCHER = """#!/bin/sh
'''exec' {python} "$0" "$@"
' '''
import sys

from barred.cli.main import main

sys.exit(main())
"""


def say(text: str) -> None:
    """Tell what goes on; standard output belongs to the program that is run."""
    print(f"boot: {text}", file=sys.stderr, flush=True)


def give_up(text: str) -> None:
    """Stop with a remedy instead of a traceback."""
    say(text)
    sys.exit(2)


def install(name: str) -> None:
    """Bring `.venv` to the pins of `requirements/NAME.txt`; a second call does nothing."""
    lock, mark, made = HERE / "requirements" / f"{name}.txt", VENV / f"{name}.installed", VENV / "made"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    # Moved, or made by another Python, a .venv cannot be trusted to start.
    maker = f"{HERE} {sys.version}"
    is_made = PYTHON.exists() and made.exists() and made.read_text("utf-8") == maker
    if is_made and mark.exists() and mark.read_text("utf-8") == digest:
        return
    start = time.monotonic()
    if not is_made:
        make()
        made.write_text(maker, "utf-8")
    fetch(lock)
    mark.write_text(digest, "utf-8")
    say(f"ready after {time.monotonic() - start:.0f} s")


def make() -> None:
    """Make `.venv`, let its Python find `src`, and put the command `barred` into it.

    That is what an editable installation would do, without a build and what a build needs.
    """
    say(f"making .venv with Python {sys.version.split()[0]}")
    if importlib.util.find_spec("ensurepip") is None:
        give_up("this Python cannot make one; on Debian and its kin: apt install python3-venv")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        give_up("it could not be made; the reason stands above")
    site = sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)})
    Path(site, "barred.pth").write_text(os.path.relpath(HERE / "src", site) + "\n", "utf-8")
    command = BIN / "barred"
    command.write_text(LAUNCHER.format(python=shlex.quote(str(PYTHON))), "utf-8")
    command.chmod(0o755)


def fetch(lock: Path) -> None:
    """Install pins with uv where there is one, else with pip: wheels only, each by its hash."""
    say(f"installing the {lock.read_text('utf-8').count('==')} packages of requirements/{lock.name}")
    pins = ["--quiet", "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    pins += ["--no-binary", "pyspark"] if lock.stem == "spark" else []  # it comes as source only
    # Compiling everything at once took 8 s more here than compiling what is used (2026-11-22).
    ways = [[str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-compile", *pins]]
    if shutil.which("uv"):
        ways.insert(0, ["uv", "pip", "install", "--python", str(PYTHON), *pins])
    for way in ways:
        done = subprocess.run(way, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            # Where bytecode may not be written, every look-up and server would compile program and packages anew.
            folders = [str(HERE / "src"), str(VENV)][: 1 + sys.dont_write_bytecode]
            subprocess.run([str(PYTHON), "-m", "compileall", "-qq", "-j", "0", *folders], check=False)
            return
        say(f"{Path(way[0]).name} could not:\n{done.stdout}{done.stderr}")
    give_up("packages need the network, this once; behind a proxy that opens TLS, set PIP_CERT to its certificate")


def call(command: list[str], *, folder: Path | None = None) -> int:
    """Run a command of `.venv` and give its exit status."""
    first = [str(PYTHON)] if command[0] == "barred" else []
    try:
        return subprocess.run([*first, str(BIN / command[0]), *command[1:]], check=False, cwd=folder).returncode
    except KeyboardInterrupt:
        return 130


def check(chosen: list[str]) -> int:
    """Run the checks, the later ones too when one fails, and say at the end which did."""
    if not set(chosen) <= set(CHECKS):
        give_up(f"the checks are {', '.join(CHECKS)}")
    failed = []
    for name in chosen or CHECKS:
        say(f"check {name}: {' '.join(CHECKS[name])}")
        if call(CHECKS[name], folder=HERE):
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "every check passed")
    return 1 if failed else 0


def main(verb: str = "", *rest: str) -> int:
    """Do what a verb says and give its exit status."""
    extras = sorted({lock.stem for lock in (HERE / "requirements").glob("*.txt")} - {"core", "dev"})
    extra = rest[0] if verb == "install" and len(rest) == 1 and rest[0] in extras else ""
    if not extra and verb not in {"demo", "run", "test", "check"}:
        print(USAGE.format(checks=", ".join(CHECKS), extras=", ".join(extras)), file=sys.stderr)
        return 0 if verb in {"help", "-h", "--help"} else 2
    door = "server" if rest[:1] == ("serve",) else "core"
    install(extra or (door if verb in {"demo", "run"} else "dev"))
    if verb == "check":
        return check(list(rest))
    if verb == "test":
        return call([*TESTS, *rest], folder=HERE)
    return 0 if extra else call(["barred", *(["demo"] if verb == "demo" else []), *rest])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
