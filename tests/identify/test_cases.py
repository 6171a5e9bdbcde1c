"""The built-in directory finds whom it must and nobody else."""

import tomllib
from pathlib import Path

import pytest

from barred.identify.identify import identify
from barred.identify.memory_index import MemoryIndex, build_index
from barred.model.account import Product
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.question import Subject
from tests.identify.firms import table

DIRECTORY = Path(__file__).parents[2] / "directory"
CASES = [
    (case["note"], text, case["want"])
    for case in tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["cases"]
    for text in case["texts"]
]


@pytest.fixture(scope="module")
def index() -> MemoryIndex:
    """Give an index of the built-in directory."""
    files = sorted((DIRECTORY / "organisations").glob("*/*.toml"))
    known = (build(Organisation, tomllib.loads(file.read_text("utf-8"))) for file in files)
    records = sorted((DIRECTORY / "products").glob("*.toml"))
    products = [build(Product, tomllib.loads(file.read_text("utf-8"))) for file in records]
    return build_index(known, table, unproved={"curator-recollection"}, products=products)


@pytest.mark.parametrize(("note", "text", "want"), CASES, ids=[text for _, text, _ in CASES])
def test_case(index: MemoryIndex, note: str, text: str, want: dict[str, str]) -> None:
    """Each case says what it shows."""
    assert {one.organisation: one.band for one in identify(Subject(text), index)} == want, note
