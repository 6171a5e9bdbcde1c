"""The tables of words and forms are what their scripts make of the inputs that their sources name."""

import csv
import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "directory/tables"
# Short forms that mean something else in the countries, or under the code, that the authors left out.
NARROWED = ["cic", "cooperatie", "kd", "oe", "scp", "scs", "sencrl"]


def made(script: str, *words: str | Path) -> str:
    """Give what a script prints."""
    command = [sys.executable, str(ROOT / "bench" / script), *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def forms_of(lines: Sequence[str]) -> dict[str, str]:
    """Give the lines of a table by their first cell."""
    return {next(csv.reader([line]))[0]: line for line in lines}


def test_numbers_follow_their_rule() -> None:
    """Every row of numbers is made by rule; the script says so and ends well."""
    assert "200 rows, 0 differ" in made("check_name_words.py")


def test_counts_are_made_anew_byte_for_byte(samples: Path) -> None:
    """Counted from the file whose digest the source tells."""
    note = (ROOT / "directory/sources/ieee-oui-registry.toml").read_text("utf-8")
    digest = hashlib.sha256((samples / "ieee_oui_organisations.csv").read_bytes()).hexdigest()

    counted = made("count_name_words.py", samples)

    assert digest in note
    assert counted == (TABLES / "name_word_counts.csv").read_text("utf-8")


def test_legal_forms_are_read_anew_but_for_seven(samples: Path) -> None:
    """Countries and codes are those of the captured list, save where the authors narrowed a short form."""
    source = tomllib.loads((ROOT / "directory/sources/gleif-elf-code-list.toml").read_text("utf-8"))
    content = (samples / "gleif_elf_codes_1.4.1.csv").read_bytes()

    told = made("list_legal_forms.py", samples)

    shipped = (TABLES / "elf_legal_forms.csv").read_text("utf-8")
    mine, theirs = forms_of(told.splitlines()), forms_of(shipped.splitlines())
    assert source["capture"]["digest"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert list(mine) == list(theirs)
    assert [form for form, line in mine.items() if line != theirs[form]] == NARROWED
