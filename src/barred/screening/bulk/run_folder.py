"""The folder of an unfinished run: its manifest, the parts that are done, and how they become the output."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from barred.errors import FileProblem, UsageProblem
from barred.screening.bulk.part import Order, Part, count_part, write_parquet

__all__ = ["RunFolder"]

_MANIFEST = "manifest.json"


class RunFolder:
    """Keeps what a run has done, so that another can go on from there.

    Args:
        folder: The folder.
        is_resumed: Whether it may be there already.

    Raises:
        UsageProblem: It is there, and the user did not say that the run is to go on.
        FileProblem: It cannot be made.
    """

    def __init__(self, folder: Path, *, is_resumed: bool) -> None:
        self.folder = folder
        if folder.exists() and not is_resumed:
            raise UsageProblem(
                "an unfinished run is here", where=str(folder), remedy="go on with --resume, or remove the folder"
            )
        try:
            for one in (folder, self.copies, self.parts):
                one.mkdir(exist_ok=True)
        except OSError as error:
            told = error.strerror or str(error)
            raise FileProblem(f"cannot be made ({told})", where=str(folder), remedy="choose another folder") from None

    @property
    def copies(self) -> Path:
        """The folder for copies of inputs."""
        return self.folder / "copies"

    @property
    def is_begun(self) -> bool:
        """Whether a run got so far here that there is something to go on from."""
        return (self.folder / _MANIFEST).exists()

    @property
    def parts(self) -> Path:
        """The folder for parts."""
        return self.folder / "parts"

    def hold(self, manifest: Mapping[str, Any]) -> None:
        """Write down what the run is, or hold what is written against it.

        Args:
            manifest: Plain data: inputs by digest, options, case, snapshot, and how the inputs are cut.

        Raises:
            UsageProblem: The run that is there was of something else; the first difference is told.
        """
        path = self.folder / _MANIFEST
        said = json.dumps(manifest, ensure_ascii=False, indent=1)
        if path.exists():
            self._compare(dict(_flat(json.loads(path.read_text("utf-8")))), dict(_flat(json.loads(said))))
            return
        unfinished = path.with_suffix(".part")
        unfinished.write_text(f"{said}\n", "utf-8")
        unfinished.replace(path)

    def _compare(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        for name in {**now, **before}:
            if before.get(name) != now.get(name):
                told = f"{_shown(before.get(name))} then and {_shown(now.get(name))} now"
                raise UsageProblem(
                    f"the unfinished run is another one: {name} was {told}",
                    where=str(self.folder),
                    remedy="give the same inputs and options, or remove the folder and start anew",
                )

    def done(self, order: Order, count: int) -> list[Part]:
        """Count the parts that are finished, of so many stretches."""
        return [count_part(order, number) for number in range(count) if order.path(number).exists()]

    def merge(self, target: Path, parts: Iterable[Path]) -> None:
        """Write all parts, in order, as one file."""
        with write_parquet(target) as writer:
            for part in parts:
                with pq.ParquetFile(part) as file:
                    for group in range(file.num_row_groups):
                        writer.write_table(file.read_row_group(group))

    def remove(self) -> None:
        """Take the folder away: the run is finished, or never began."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def become(self, target: Path, parts: Sequence[Path]) -> None:
        """Make the folder of parts the output.

        Raises:
            FileProblem: Something is there already.
        """
        kept = set(parts)
        for path in self.parts.iterdir():
            if path not in kept:
                path.unlink()
        try:
            os.rename(self.parts, target)  # noqa: PTH104 - unlike Path.replace it takes no file's place
        except OSError as error:
            told = error.strerror or str(error)
            raise FileProblem(f"cannot become the output ({told})", where=str(target)) from None
        self.remove()


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - plain data
    """Give the leaves of nested data, each by the way to it, so that a difference is told where it lies."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value, 1):
            yield from _flat(inner, f"{name} {key}".strip())
    else:
        yield name, value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    most = 120
    return text if len(text) <= most else f"{text[:most]}…"
