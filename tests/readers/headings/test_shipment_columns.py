"""What the columns of shipment rows mean, in several languages."""

from pathlib import Path

import pytest

from barred.errors import UsageProblem
from barred.readers.headings.shipment_columns import guess_shipment_columns
from barred.readers.open_tables import open_tables

WANTED = ["date", "consignor", "consignee", "goods", "tariff_code", "net_weight", "value", "currency"]


@pytest.mark.parametrize(
    "header",
    [
        ["Arrival date", "Shipper", "Consignee", "Goods description", "HS code", "Net weight (kg)", "Value",
         "Currency"],
        ["Дата декларации", "Отправитель", "Получатель", "Описание товара", "Код ТН ВЭД", "Вес нетто, кг",
         "Таможенная стоимость", "Валюта"],
        ["申报日期", "发货人", "收货人", "商品名称", "海关编码", "净重", "金额", "币种"],
        ["Datum", "Versender", "Empfänger", "Warenbezeichnung", "Zolltarifnummer", "Nettogewicht", "Zollwert",
         "Währung"],
        ["Fecha", "Exportador", "Importador", "Descripción de la mercancía", "Código arancelario", "Peso neto", "Valor",
         "Moneda"],
        ["Date", "Expéditeur", "Destinataire", "Désignation des marchandises", "Code SH", "Poids net", "Valeur",
         "Devise"],
    ],
)  # fmt: skip
def test_headers_are_understood(header: list[str], tmp_path: Path) -> None:
    """The header's words decide, and its row is found below a title."""
    path = tmp_path / "rows.csv"
    path.write_text(
        "\n".join([f"Customs rows{',' * 7}", ",".join(f'"{one}"' for one in header), "1,2,3,4,5,6,7,8"]), "utf-8"
    )

    table = open_tables(path, guess=guess_shipment_columns).tables[0]

    assert table.header_row == 2
    assert [one.meaning for one in table.columns.columns] == WANTED


def test_a_column_about_a_party_is_not_its_name() -> None:
    """An address or a country beside a consignee is no name to screen."""
    found = guess_shipment_columns(["Consignee address", "Consignee country", "Consignee name", "Gross weight"], [])

    assert [(one.meaning, one.header) for one in found.columns] == [
        ("consignee", "Consignee name"),
        ("gross_weight", "Gross weight"),
    ]


def test_the_user_overrules_the_guess() -> None:
    """A column that the user names wins, and an unknown meaning is told with the known ones."""
    found = guess_shipment_columns(["Buyer", "Agent"], [], wanted={"consignee": "Agent"})

    assert [(one.header, one.basis) for one in found.columns] == [("Agent", "user")]
    with pytest.raises(UsageProblem, match="consignor, consignee"):
        guess_shipment_columns(["Buyer"], [], wanted={"haulier": "Buyer"})
