"""The pinned packages: by hash, from nowhere in particular, the same in both files."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PIN = re.compile(r"([a-z0-9-]+)==(\S+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)")


def pins(text: str) -> dict[str, str]:
    """Read a lock file: name to version.

    Raises:
        ValueError: A line is no pin with hashes; it names an address or a setting of one machine.
    """
    rest = PIN.sub("", text)
    if rest.strip():
        raise ValueError(rest.splitlines()[0])
    return {found[1]: found[2] for found in PIN.finditer(text)}


def test_the_pins_are_those_declared(root: Path) -> None:
    """Whatever pyproject.toml asks for is pinned, and at a version that it allows."""
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    core = pins((root / "requirements" / "core.txt").read_text("utf-8"))
    dev = pins((root / "requirements" / "dev.txt").read_text("utf-8"))

    wanted = [Requirement(text) for text in declared["project"]["dependencies"]]
    tools = [Requirement(text) for text in declared["dependency-groups"]["dev"]]

    assert len(wanted) > 2
    assert len(tools) > 5
    assert [one for one in wanted if core.get(one.name, "0") not in one.specifier] == []
    assert [one for one in tools if dev.get(one.name, "0") not in one.specifier] == []
    assert core.items() <= dev.items()


def test_the_pins_of_extras_are_those_declared(root: Path) -> None:
    """What an extra asks for is pinned in a file of its name, together with what the program needs anyway."""
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    core = pins((root / "requirements" / "core.txt").read_text("utf-8"))
    extras = declared["project"]["optional-dependencies"]

    assert extras
    for name, texts in extras.items():
        pinned = pins((root / "requirements" / f"{name}.txt").read_text("utf-8"))
        wanted = [Requirement(text) for text in texts]
        assert [one for one in wanted if pinned.get(one.name, "0") not in one.specifier] == []
        assert core.items() <= pinned.items()


@pytest.mark.parametrize(
    "line",
    ["rich==15.0.0", "rich @ https://example.org/rich.whl", "--index-url https://example.org/simple", "rich>=15"],
)
def test_a_line_that_is_no_pin_is_a_fault(line: str) -> None:
    """The guard on lock files has failed once in each of its ways."""
    digest = "0" * 64
    good = f"mdurl==0.1.2 \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{digest}\n"

    assert pins(good) == {"mdurl": "0.1.2"}
    with pytest.raises(ValueError, match=re.escape(line)):
        pins(good + line + "\n")
