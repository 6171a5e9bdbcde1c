"""What the pages show: commands that exist, and output that the program really gives.

A fenced block that follows `<!-- run -->` is run, and `…` in its output stands for anything. A number
in the mark, `<!-- run 1 -->`, is the exit status to expect when it is not 0. On a page that says
`<!-- in order -->` each command finds what those before it left.
"""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from barred.cli import status

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(?:<!-- run(?: (?P<status>\d+))? -->\n)?```(?:console|sh)\n(?P<text>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command on a page, and what the page shows of its output."""

    page: str
    command: str
    output: str
    is_run: bool
    status: int

    def fits(self, output: str) -> bool:
        """Tell whether real output is as shown, where `…` stands for anything."""
        pattern = ".*?".join(re.escape(part) for part in self.output.split("…"))
        return re.fullmatch(pattern, output, re.DOTALL) is not None


def commands(page: str, text: str) -> Iterator[Shown]:
    """Give the commands of a page: the lines after `$ ` in its fenced blocks."""
    for block in BLOCK.finditer(text):
        for part in re.split(r"(?m)^\$ ", block["text"])[1:]:
            command, _, output = part.partition("\n")
            yield Shown(page, command, output, "<!-- run" in block[0], int(block["status"] or 0))


def pages() -> list[Shown]:
    """Give the commands of every page of the project."""
    places = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [one for place in places for one in commands(str(place.relative_to(ROOT)), place.read_text("utf-8"))]


def pieces() -> list[list[Shown]]:
    """Give what is run, in pieces that need nothing of each other: a command, or a page in order."""
    found: dict[str, list[Shown]] = {}
    for number, one in enumerate(shown for shown in pages() if shown.is_run):
        is_in_order = "\n<!-- in order -->\n" in (ROOT / one.page).read_text("utf-8")
        found.setdefault(one.page if is_in_order else f"{one.page} {number}", []).append(one)
    return list(found.values())


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout to a command, and can be written to."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("directory", "examples"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def answer(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a `barred` command of a page."""
    words = shlex.split(command)
    assert words[0] == "barred", f"only barred itself is run: {command}"
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "120", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("piece", pieces(), ids=lambda piece: f"{piece[0].page}: {piece[0].command}")
def test_output_is_as_shown(piece: list[Shown], checkout: Path) -> None:
    """Whoever types what the page says sees what the page says."""
    for shown in piece:
        done = answer(shown.command, checkout)

        assert done.returncode == shown.status, f"{shown.command}: {done.stderr}"
        assert shown.fits(done.stdout), f"{shown.command}: {done.stdout}"


@pytest.mark.parametrize("command", sorted({one.command for one in pages()}))
def test_commands_exist(command: str, checkout: Path) -> None:
    """A command on a page is one of the program, of boot.py or of the two tools that install it."""
    words = [word for word in shlex.split(command) if "=" not in word or word.startswith("-")]
    match words:
        case ["barred", name, *_]:
            assert answer(f"barred {name} --help", checkout).returncode == 0
        case ["python3", "boot.py", verb, *_]:
            assert re.search(rf"^  {verb} ", (ROOT / "boot.py").read_text("utf-8"), re.MULTILINE)
        case ["uv", "run", "barred", name, *_]:
            assert answer(f"barred {name} --help", checkout).returncode == 0
        case ["uv", "run", "pytest", *_] | ["bash", ".ci/run"] | ["uv", "pip", "compile", *_]:
            pass
        case [".venv/bin/pip", "install", *_] | ["python3", "-m", "venv", ".venv"]:
            pass
        case _:
            pytest.fail(f"{command} is none that this project knows")


def test_the_readme_starts_with_two_commands() -> None:
    """A newcomer reads two commands first, and one of them shows the program at work."""
    first = [one.command for one in commands("README.md", (ROOT / "README.md").read_text("utf-8"))]

    assert first[:2] == ["python3 boot.py demo", "python3 boot.py test"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert list(scripts) == ["barred"]


def test_the_readme_shows_a_real_answer() -> None:
    """At least one command of the README is run and compared."""
    assert [one for one in pages() if one.is_run and one.page == "README.md"]


def test_exit_statuses_are_as_told() -> None:
    """The table of the README has the statuses of the program, no more and no fewer."""
    told = re.findall(r"^\| (\d+) +\|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    real = [value for name, value in vars(status).items() if name.isupper() and isinstance(value, int)]
    assert sorted(map(int, told)) == sorted(real)


def test_a_block_is_read() -> None:
    """A marked block gives its commands, output and status; an unmarked one is not run."""
    page = (
        "<!-- run 1 -->\n```console\n$ barred one\nfirst … line\n$ barred two\n```\n\n```console\n$ barred three\n```\n"
    )

    one, two, three = commands("page", page)

    assert (one.command, one.output, one.is_run, one.status) == ("barred one", "first … line\n", True, 1)
    assert (two.command, two.is_run) == ("barred two", True)
    assert (three.command, three.is_run, three.status) == ("barred three", False, 0)


@pytest.mark.parametrize("output", ["first long line\n", "first of many\nwords in a line\n"])
def test_output_that_fits(output: str) -> None:
    """An ellipsis stands for words and for lines."""
    assert Shown("page", "barred one", "first … line\n", is_run=True, status=0).fits(output)


@pytest.mark.parametrize("output", ["", "first (line)\n", "a first long line\n", "first long line\nmore\n"])
def test_output_that_differs_is_a_fault(output: str) -> None:
    """The comparison has failed once in each of its ways."""
    assert not Shown("page", "barred one", "first … line\n", is_run=True, status=0).fits(output)
