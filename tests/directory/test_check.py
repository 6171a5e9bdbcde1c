"""Every code of the checks: a file that passes, one that fails, and one good item beside a bad one.

A case is one record or table, laid over a small directory. `found.txt` holds what is told of it.
"""

from pathlib import Path

import pytest

from barred.directory.check import check, codes
from barred.directory.read import read_directories
from barred.model.finding import Finding

CASES = Path(__file__).parent / "cases"
NAMES = ("pass", "fail", "mixed")
FOLDERS = {"DUP": "restrictions/gb", "RES": "restrictions/gb", "SRC": "sources", "VOC": "vocabulary", "TAB": "tables"}
CASE = "organisations/zz/case.toml"

# Where a case lies when its code is about that: all cases of a code, or one of them. In several
# places the same file lies several times, and the first of them is the good item of a mixed case.
PLACES = {
    "DIR-003/mixed": ("organisations/zz/Case_2.toml",),
    "DIR-004/pass": ("organisations/zz/harbour-gazette.toml",),
    "DIR-004/fail": (CASE, "organisations/zz/twin/case.toml"),
    "DIR-004/mixed": ("organisations/zz/harbour-gazette.toml", "organisations/zz/twin/harbour-gazette.toml"),
    "DIR-009/fail": ("organisation/zz/case.toml",),
    "DIR-009/mixed": (CASE, "organisations/zz/case.toml.old"),
    "DIR-010/mixed": ("organisations/gb/case.toml",),
    "ORG-002/mixed": ("organisations/zz/acme-optics.toml",),
    "ORG-002/pass": ("organisations/zz/acme-optics.toml",),
    "ORG-006/pass": ("organisations/ch/case.toml",),
    "ORG-006/fail": ("organisations/europe/case.toml",),
    "ORG-006/mixed": ("organisations/gb-sct/case.toml",),
    "REF-004": ("restrictions/gb/case.toml",),
    "TAB-004": ("tables/words.csv",),
    "VOC-003": ("vocabulary/stage.toml",),
    "VOC-005": ("vocabulary/strength.toml",),
}

# Codes that cannot fail alone, and why.
COMPANIONS = {
    "EVI-001": "EVI-005",  # a record without evidence still has names, and these can cite none
}


def found(code: str, name: str, root: Path, folder: Path) -> list[Finding]:
    """Lay a case over the small directory, and check both."""
    (file,) = (CASES / code).glob(f"{name}.*")
    usual = (f"{FOLDERS.get(code[:3], 'organisations/zz')}/case{file.suffix}",)
    for place in PLACES.get(f"{code}/{name}") or PLACES.get(code, usual):
        path = folder / "case" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.read_bytes())
    (folder / "case" / "tables").mkdir(exist_ok=True)
    return check(read_directories([root, folder / "case"]))


def told(code: str, name: str) -> list[str]:
    """Give what is to be told of a case."""
    lines = (CASES / code / "found.txt").read_text("utf-8").splitlines()
    return [line.removeprefix(f"{name}: ") for line in lines if line.startswith(f"{name}: ")]


def test_every_code_has_its_cases() -> None:
    """A new code without cases, or cases without a code, stop the build."""
    assert sorted(path.name for path in CASES.iterdir()) == list(codes())
    assert len(codes()) > 30
    for code in codes():
        names = sorted(path.stem for path in (CASES / code).iterdir())
        assert names == sorted([*NAMES, "found"]), code
        assert told(code, "fail"), code
        assert told(code, "mixed"), code


def test_every_place_is_of_a_case() -> None:
    """The tables above name no code that is gone."""
    assert {key.partition("/")[0] for key in PLACES} | set(COMPANIONS) <= set(codes())


def test_the_small_directory_is_in_order(root: Path) -> None:
    """What the cases are laid over adds nothing to what is found."""
    assert check(read_directories([root])) == []


@pytest.mark.parametrize("code", codes())
def test_the_case_that_passes(code: str, root: Path, tmp_path: Path) -> None:
    """Nothing at all is found."""
    assert found(code, "pass", root, tmp_path) == []


@pytest.mark.parametrize("name", NAMES[1:])
@pytest.mark.parametrize("code", codes())
def test_the_case_that_fails(code: str, name: str, root: Path, tmp_path: Path) -> None:
    """Exactly its code is found, at the line of the bad item, with a remedy."""
    findings = found(code, name, root, tmp_path)

    assert {one.code for one in findings} - {COMPANIONS.get(code)} == {code}
    assert [str(one) for one in findings] == told(code, name)


@pytest.mark.parametrize("code", codes())
def test_the_good_item_of_a_mixed_case_is_left_alone(code: str) -> None:
    """A mixed case has no more findings than the bad item can give."""
    lines = [line for line in told(code, "mixed") if f" {code}: " in line]

    assert len(lines) <= 2, "a pair of items that contradict each other gives two findings"
