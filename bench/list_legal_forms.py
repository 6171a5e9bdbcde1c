"""List legal forms of the world with the countries that have them: the table that tells what of a name is its form.

    python bench/list_legal_forms.py SAMPLES > directory/tables/elf_legal_forms.csv

`SAMPLES` is a folder with `gleif_elf_codes_1.4.1.csv`, the code list as GLEIF publishes it. Which forms are in the
table, and what kind of body each makes, was decided by its authors and is taken from the table that is there; countries
and codes are read from the list anew. Rows whose source is another are kept. On standard error stands how many rows
differ from the table that is there, and which.
"""

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from count_name_words import plain_words
from sample_rows import rows_of

__all__ = ["listed", "main"]

_TABLE = Path(__file__).parent.parent / "directory/tables/elf_legal_forms.csv"
_SOURCE = "gleif-elf-code-list"
_CODE, _COUNTRY, _STATE, _ACTIVE = "ELF Code", "Country Code (ISO 3166-1)", "ELF Status ACTV/INAC", "ACTV"
_NAMES = ("Entity Legal Form name Local name", "Entity Legal Form name Transliterated name (per ISO 01-140-10)")
_ABBREVIATIONS = ("Abbreviations Local language", "Abbreviations transliterated")
_BETWEEN = re.compile("[;,]")


class _Use(NamedTuple):
    """That a form is used somewhere: the code that the list gives it, and the country."""

    code: str
    country: str


def listed(codes: Sequence[Mapping[str, str]], shipped: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """Give the rows of the table, in its order: of each form the first code, and every country."""
    uses: dict[str, list[_Use]] = {}
    for row in codes:
        if row[_STATE] == _ACTIVE:
            texts = [*(row[name] for name in _NAMES), *(one for name in _ABBREVIATIONS for one in _parted(row[name]))]
            for form in filter(None, map(plain_words, texts)):
                uses.setdefault(form, []).append(_Use(row[_CODE], row[_COUNTRY].lower()))
    for row in shipped:
        mine = uses.get(row["form"], []) if row["source"] == _SOURCE else []
        told = {"countries": " ".join(sorted({one.country for one in mine})), "elf": mine[0].code} if mine else {}
        yield {**row, **told}


def _parted(text: str) -> list[str]:
    """Part what the list writes into one cell: abbreviations with semicolons or commas between them."""
    return _BETWEEN.split(text)


def main() -> int:
    """Write the table."""
    codes = rows_of(Path(sys.argv[1]) / "gleif_elf_codes_1.4.1.csv")
    shipped = rows_of(_TABLE)
    rows = list(listed(codes, shipped))
    writer = csv.DictWriter(sys.stdout, list(shipped[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    differing = [one["form"] for one, other in zip(rows, shipped, strict=True) if one != other]
    sys.stderr.write(f"{len(differing)} of {len(rows)} rows differ: {', '.join(differing) or 'none'}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
