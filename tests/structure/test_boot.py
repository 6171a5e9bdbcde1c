"""`boot.py`: installs once, says what is wrong, and runs on a Python that is too old far enough to say so."""

import ast
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def boot(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names of the script, which is no module."""
    monkeypatch.setattr(sys, "argv", ["boot.py"])
    return runpy.run_path(str(root / "boot.py"))


@pytest.fixture
def calls(boot: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `install` does in an empty checkout, without doing it."""
    done: list[str] = []
    inside = boot["install"].__globals__

    def make() -> None:
        done.append("make")
        (tmp_path / ".venv").mkdir(exist_ok=True)
        (tmp_path / ".venv" / "python").touch()

    def fetch(lock: Path) -> None:
        done.append(lock.name)

    (tmp_path / "requirements").mkdir()
    for name in ("core", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", "utf-8")
    replaced = {"HERE": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": tmp_path / ".venv" / "python"}
    for name, value in {**replaced, "make": make, "fetch": fetch}.items():
        monkeypatch.setitem(inside, name, value)
    return done


def test_a_second_run_installs_nothing(boot: dict[str, Any], calls: list[str]) -> None:
    """The pins that are there already are not asked for again."""
    for name in ("core", "core", "dev", "core", "dev"):
        boot["install"](name)

    assert calls == ["make", "core.txt", "dev.txt"]


def test_new_pins_are_installed(boot: dict[str, Any], calls: list[str], tmp_path: Path) -> None:
    """A changed lock file is noticed; the folder stays."""
    boot["install"]("core")
    (tmp_path / "requirements" / "core.txt").write_text("core==2\n", "utf-8")
    boot["install"]("core")

    assert calls == ["make", "core.txt", "core.txt"]


def test_another_python_starts_over(
    boot: dict[str, Any], calls: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one Python made is not handed to the next."""
    boot["install"]("core")
    monkeypatch.setattr(sys, "version", "3.99.0 (another)")
    (tmp_path / ".venv" / "core.installed").unlink()
    boot["install"]("core")

    assert calls == ["make", "core.txt", "make", "core.txt"]


def test_an_unfinished_run_is_repeated(boot: dict[str, Any], calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What broke off half-way is not taken for done."""

    def broken(lock: Path) -> None:
        raise KeyboardInterrupt(lock)

    with monkeypatch.context() as inside:
        inside.setitem(boot["install"].__globals__, "fetch", broken)
        with pytest.raises(KeyboardInterrupt):
            boot["install"]("core")
    boot["install"]("core")

    assert calls == ["make", "core.txt"]


@pytest.mark.parametrize(("step", "remedy"), [("fetch", "PIP_CERT"), ("make", "the reason stands above")])
def test_failures_name_a_remedy(
    step: str,
    remedy: str,
    boot: dict[str, Any],
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No traceback meets a newcomer."""
    failed = SimpleNamespace(returncode=1, stdout="", stderr="no route to host")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    given = [root / "requirements" / "core.txt"] if step == "fetch" else []

    with pytest.raises(SystemExit) as stopped:
        boot[step](*given)

    assert stopped.value.code == 2
    assert remedy in capsys.readouterr().err


def test_an_old_python_can_read_it(root: Path) -> None:
    """The words about an old Python are said by that Python, so it has to parse the file."""
    source = (root / "boot.py").read_text("utf-8")

    ast.parse(source, feature_version=(3, 7))

    assert source.count("\n") <= 165


@pytest.mark.parametrize(("extra", "status"), [("spark", 0), ("warc", 0), ("mcp", 0), ("sparks", 2), ("", 2)])
def test_an_extra_is_installed_by_its_name(
    extra: str, status: int, boot: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own pins alone; another word shows the usage."""
    done: list[str] = []
    monkeypatch.setitem(boot["main"].__globals__, "install", done.append)

    assert boot["main"]("install", *[extra][: len(extra)]) == status

    assert done == ([] if status else [extra])
    assert ("python3 boot.py VERB" in capsys.readouterr().err) == bool(status)


def test_only_spark_may_come_as_source(boot: dict[str, Any], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else is a wheel, so that nobody needs a compiler."""
    asked: list[str] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:  # noqa: ANN401 - whatever subprocess takes
        asked.append(" ".join(map(str, command)))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    for name in ("core", "dev", "spark", "warc"):
        boot["fetch"](root / "requirements" / f"{name}.txt")

    installs = [one for one in asked if "--requirement" in one]
    assert len(installs) == 4
    assert all("--only-binary :all:" in one for one in installs)
    assert ["--no-binary pyspark" in one for one in installs] == [False, False, True, False]


@pytest.mark.parametrize(("verb", "status"), [("", 2), ("tests", 2), ("help", 0)])
def test_a_wrong_verb_shows_the_right_ones(
    verb: str, status: int, boot: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Help is never further away than a typing error."""
    assert boot["main"](verb) == status
    assert "python3 boot.py VERB" in capsys.readouterr().err


def test_a_wrong_check_shows_the_right_ones(boot: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """A check that is not there is not taken for passed."""
    with pytest.raises(SystemExit) as stopped:
        boot["check"](["lints"])

    assert stopped.value.code == 2
    assert "lint" in capsys.readouterr().err


@pytest.mark.parametrize(("statuses", "status"), [([0, 0], 0), ([1, 0], 1), ([0, 3], 1)])
def test_one_failed_check_fails_all(
    statuses: list[int], status: int, boot: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later checks run all the same."""
    left = list(statuses)
    monkeypatch.setitem(boot["check"].__globals__, "call", lambda *_, **__: left.pop(0))

    assert boot["check"](["format", "lint"]) == status
    assert left == []


@pytest.mark.parametrize(
    ("words", "pins"),
    [
        (("run", "serve", "--port", "0"), "server"),
        (("run", "lookup", "x"), "core"),
        (("run",), "core"),
        (("demo",), "core"),
    ],
)
def test_a_door_brings_its_own_packages(
    words: tuple[str, ...], pins: str, boot: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who never starts the server installs nothing for it."""
    installed: list[str] = []
    inside = boot["main"].__globals__
    monkeypatch.setitem(inside, "install", installed.append)
    monkeypatch.setitem(inside, "call", lambda *_, **__: 0)

    assert boot["main"](*words) == 0
    assert installed == [pins]
