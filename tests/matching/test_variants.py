"""One body under several names in one cell gives each of them; what holds one name is left alone."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.variants import variants
from tests.matching.words_known import company_names

MARKED = st.tuples(company_names(), st.sampled_from([" a.k.a. ", " f/k/a ", " d/b/a ", ", formerly "]), company_names())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Veloptic Ltd a.k.a. Brontalis Ltd", ["Veloptic Ltd", "Brontalis Ltd"]),
        ("Veloptic (formerly known as Brontalis)", ["Veloptic", "Brontalis"]),
        ("Veloptic Ltd f/k/a Brontalis f/k/a Imbarugo", ["Veloptic Ltd", "Brontalis", "Imbarugo"]),
        (
            "Veloptic Optics/Brontalis Mining",
            ["Veloptic Optics", "Brontalis Mining", "Veloptic Optics/Brontalis Mining"],
        ),
        ("Veloptic A/S", ["Veloptic A/S"]),
        ("Veloptic I/O Systems", ["Veloptic I/O Systems"]),
        ("Veloptic c/o Brontalis", ["Veloptic c/o Brontalis"]),
        ("Akamai Technologies", ["Akamai Technologies"]),
        ("a.k.a.", ["a.k.a."]),
        ("", [""]),
        (None, [None]),
    ],
)
def test_cells_are_parted_where_names_stand_on_both_sides(name: str | None, wanted: list[str | None]) -> None:
    """A mark or a slash parts only what is a name on each side."""
    texts, owners = variants(pa.array([name], pa.string()))

    assert texts.to_pylist() == wanted
    assert owners.tolist() == [0] * len(wanted)


@settings(deadline=None)
@given(st.lists(st.none() | company_names() | MARKED.map("".join), max_size=6))
def test_columns_are_parted_as_single_names_are(names: list[str | None]) -> None:
    """Every row keeps its names, in order, whatever stands beside it."""
    texts, owners = variants(pa.array(names, pa.string()))

    one_by_one = [(variants(pa.array([name], pa.string()))[0].to_pylist(), at) for at, name in enumerate(names)]

    wanted = [(text, at) for parts, at in one_by_one for text in parts]
    assert list(zip(texts.to_pylist(), owners.tolist(), strict=True)) == wanted
