"""The guide shows a program that runs, and what it prints."""

import re
import subprocess
import sys
from pathlib import Path

from barred.directory.snapshot import Snapshot
from tests.mcp.conftest import program

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "mcp.md"


def test_the_program_of_the_guide_prints_what_it_says(snapshot: Snapshot, tmp_path: Path) -> None:
    """Only the command is another: the one of this tree, over the snapshot of the tests."""
    shown = re.search(r"<!-- run -->\n```python\n(.*?)```\n\n```text\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert shown is not None
    command, *words = program(snapshot.path)
    started = f"command={command!r}, args={words!r}"
    source = shown[1].replace('command="barred", args=["mcp"]', started)
    assert started in source

    done = subprocess.run([sys.executable, "-c", source], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == shown[2]
