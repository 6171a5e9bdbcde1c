"""Time the job of a server that checks a whole file, beside `barred check` of the same file, with the memory of both.

    python bench/jobs.py [--rows 60000]

Two files are made: one in which a row in twenty names a restricted maker, and one in which every row does. A job judges
each row as `barred check` does, writes eight reports and keeps every verdict; `barred check` writes CSV. Both run by
turns, so that noise of the machine falls on both, and the fastest of each counts. `bench/floors.toml` holds the least
ratios and the most megabytes; the status is 1 when one is broken.
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from barred.directory.snapshot import Snapshot
from barred.ledger.file_store import FileStore
from barred.ledger.jobs import add_job, list_jobs
from barred.ledger.ledger import Deed, open_ledger
from barred.screening.names.match_names import lexicon_of
from barred.web.jobs.check_job import KIND, check_payload
from made_names import made_names
from watched import Watched, run_watched

_HERE = Path(__file__).parent
_PROGRAM = (sys.executable, "-m", "barred")
_CASE = {"asker": "us/federal/executive-agency", "conduct": "procure", "on": "2026-01-01"}
_WORDS = ("--as", _CASE["asker"], "--to", _CASE["conduct"], "--on", _CASE["on"])
_MADE = Deed("bench", "2026-11-25T00:00:00.000000Z")
_HEADER = ("Supplier", "Manufacturer", "Model", "Description", "Quantity", "Unit price")
_NAMED = (
    ("Hikvision", "DS-2CD{}G2-I"), ("Dahua", "DH-IPC-HFW{}S"), ("Lorex", "LNB{}AB"), ("Uniview", "IPC{}LR3"),
    ("Hytera", "PD{}i"), ("Huawei", "S{}-48T"), ("ZTE", "ZXA{}"), ("EZVIZ", "CS-C{}"),
)  # fmt: skip
_GOODS = (
    "dome camera", "bracket", "cable", "switch", "outdoor", "4 MP", "lens", "housing", "power supply 24V", "rack mount",
    "module", "assembly", "steel", "blue", "connector RJ45", "patch panel", "label", "printer", "toner", "filter",
    "valve", "pump", "motor", "belt", "screw M6", "washer",
)  # fmt: skip
_OTHERS = 7_000


def write_rows(path: Path, rows: int, *, share: float, names: list[str]) -> None:
    """Write a quote in which a share of the rows names a restricted maker; the same words give the same file."""
    chance = random.Random(5)  # noqa: S311 - any order does
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for at in range(rows):
            if chance.random() < share:
                brand, form = _NAMED[at % len(_NAMED)]
                model = form.format(chance.randrange(1000, 9999))
            else:
                brand = names[chance.randrange(_OTHERS // 2)]
                model = f"{chance.choice('ABCDEFGH')}{chance.randrange(10, 99)}-{chance.randrange(1000, 99999)}"
            told = " ".join(chance.choices(_GOODS, k=6))
            price = f"{chance.random() * 900:.2f}"
            writer.writerow((names[-1 - at % (_OTHERS // 2)], brand, model, told, chance.randrange(1, 500), price))


def check(file: Path, environment: dict[str, str]) -> Watched:
    """Check a file at the command line."""
    return run_watched((*_PROGRAM, "check", str(file), *_WORDS, "--quiet", "-f", "csv"), environment)


def job(file: Path, folder: Path, environment: dict[str, str]) -> Watched:
    """Have a worker check a file, in a new ledger."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        address, files = str(Path(name) / "ledger.sqlite"), FileStore(Path(name) / "files")
        ledger = open_ledger(address)
        add_job(ledger, KIND, payload=check_payload(file.name, files.take(file), said=_CASE, asked={}), deed=_MADE)
        work = (*_PROGRAM, "worker", "--once", "--quiet", "--ledger", address, "--files", str(files.folder))
        done = run_watched(work, environment)
        states = [one.state for one in list_jobs(ledger)]
        ledger.close()
        if states != ["done"]:
            sys.exit(f"the job is {states}")
    return done


def main() -> int:
    """Measure, print, and give 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--tries", type=int, default=2)
    options = parser.parse_args()
    floors = tomllib.loads((_HERE / "floors.toml").read_text("utf-8"))["jobs"]
    status = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "BARRED_CACHE": name}
        subprocess.run((*_PROGRAM, "lookup", "x"), env=environment, check=False, capture_output=True)  # builds it
        names = made_names(_OTHERS, lexicon_of(Snapshot(next(folder.glob("*.snapshot")))), seed=3)
        for told, share in (("1 in 20", 0.05), ("every row", 1.0)):
            file = folder / "quote.csv"
            write_rows(file, options.rows, share=share, names=names)
            both = [(check(file, environment), job(file, folder, environment)) for _ in range(options.tries)]
            checked, worked = (min(one.seconds for one in some) for some in zip(*both, strict=True))
            megabytes = max(one.megabytes for _, one in both)
            ratio = checked / worked
            least, most = floors["least"][told], floors["most_megabytes"][told]
            print(
                f"{told:<10} check {options.rows / checked:7.0f} rows/s {both[0][0].megabytes:5.0f} MB   "
                f"job {options.rows / worked:7.0f} rows/s {megabytes:5.0f} MB (at most {most})   "
                f"job / check {ratio:5.2f} (at least {least})"
            )
            status |= ratio < least or megabytes > most
    return int(status)


if __name__ == "__main__":
    raise SystemExit(main())
