"""Names of parties, without what customs rows write around them."""

import pytest

from barred.readers.values.party_text import cut_party


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quay Trading Ltd", ["Quay Trading Ltd"]),
        ("SHIPPER: Quay Trading Ltd", ["Quay Trading Ltd"]),
        ("Shipper/Exporter: Quay Trading Ltd", ["Quay Trading Ltd"]),
        ("Отправитель: ООО Причал", ["ООО Причал"]),
        ("收货人：示例公司", ["示例公司"]),
        ("Quay Trading Ltd c/o Harbour Lines", ["Quay Trading Ltd", "Harbour Lines"]),
        ("Harbour Lines on behalf of Quay Trading Ltd", ["Harbour Lines", "Quay Trading Ltd"]),
        ("Harbour Lines (on behalf of Quay Trading Ltd)", ["Harbour Lines", "Quay Trading Ltd"]),
        ("Spedition Hafen im Auftrag von Kai GmbH", ["Spedition Hafen", "Kai GmbH"]),
        ("TO THE ORDER OF Mole Bank", ["Mole Bank"]),
        ("A LA ORDEN DE Banco del Muelle", ["Banco del Muelle"]),
        ("TO ORDER", []),
        ("To the order of the shipper", []),
        ("SAME AS CONSIGNEE", []),
        ("N/A", []),
        ("", []),
        ("--", []),
        ("Order Masters Ltd", ["Order Masters Ltd"]),
        ("Nonesuch Shipper Ltd", ["Nonesuch Shipper Ltd"]),
    ],
)
def test_names_are_cut_out(text: str, names: list[str]) -> None:
    """A label is no part of a name, two names are two, and an order to nobody is none."""
    assert [one.name for one in cut_party(text)] == names


def test_how_a_name_stands_there_is_kept() -> None:
    """A bank to whose order goods go is not who receives them, and the reader is told so."""
    assert [one.said for one in cut_party("To the order of Mole Bank c/o Harbour Lines")] == ["to the order of", "c/o"]
