"""Time `barred shipments` on generated rows: three years of days, few recognised parties among many.

Prints rows a second of the whole command, in seconds of the processor, and what was counted. It has no floor:
the time depends on how many parties the directory recognises in the file.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

_KNOWN = ("Dahua Technology", "Hikvision", "Axis Communications AB", "Zhejiang Dahua Vision Technology Co., Ltd.")
_GOODS = (
    "Network video camera",
    "Thermal imager",
    "Camera DS-2CD2143G2-I",
    "Recorder NVR4108",
    "Brackets",
    "LED lamps",
)
_HEADER = ("Date", "Shipper", "Consignee", "Goods", "HS code", "Gross weight", "Weight unit", "Value", "Currency")
_KNOWN_SHARE, _GOODS_SHARE = 0.1, 0.2


def _row(chance: random.Random) -> tuple[object, ...]:
    known, goods = chance.random() < _KNOWN_SHARE, chance.random() < _GOODS_SHARE
    return (
        f"{chance.randint(2021, 2023)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        chance.choice(_KNOWN) if known else f"Quay Trading {chance.randint(1, 3000)} Ltd",
        f"Harbour {chance.randint(1, 8000)} OOO",
        chance.choice(_GOODS) if goods else f"Spare part {chance.randint(1, 20_000)} for pumps",
        chance.choice(("852589", "8529.90.92", "940542", "85258900")),
        chance.randint(1, 99_999) / 10,
        chance.choice(("kg", "t", "lb")),
        chance.randint(10, 99_999),
        chance.choice(("USD", "EUR")),
    )


def main() -> int:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    chance = random.Random(1)  # noqa: S311 - rows that can be made again
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_HEADER)
            writer.writerows(_row(chance) for _ in range(rows))
        words = ("-m", "barred", "shipments", str(path), "--as", "company", "--to", "import", "--in", "ru", "-f", "csv")
        done = subprocess.run((sys.executable, *words), env={**os.environ}, capture_output=True, text=True, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    print(done.stderr.strip())
    print(f"{rows:,} rows in {seconds:.1f} s of the processor, {rows / seconds:,.0f} a second, "
          f"{used.ru_maxrss / 1024:,.0f} MB at most")  # fmt: skip
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
