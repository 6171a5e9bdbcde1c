"""What columns mean: by header in many languages, by content, and as the user says."""

import pytest

from barred.errors import UsageProblem
from barred.readers.headings.columns import ColumnMap, find_column, guess_columns

MODELS = [["DS-2CD2143G2-I"], ["IPC-HDW2431T"], ["XNV-8080R"]]


def meanings(columns: ColumnMap) -> dict[str, str]:
    """Header to meaning."""
    return {one.header: one.meaning for one in columns.columns}


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (["Brand", "Model No.", "Description", "Qty"], ["brand", "model", "description", "quantity"]),
        (["Hersteller", "Typ", "Bezeichnung", "Menge"], ["brand", "model", "description", "quantity"]),
        (["Fabrikat", "Artikel-Nr.", "Leistung", "Stück"], ["brand", "model", "description", "quantity"]),
        (["Marque", "Modèle", "Désignation", "Qté"], ["brand", "model", "description", "quantity"]),
        (["Marca", "Modelo", "Descripción", "Cant."], ["brand", "model", "description", "quantity"]),
        (["Produttore", "Modello", "Descrizione", "Quantità"], ["brand", "model", "description", "quantity"]),
        (["Merk", "Typenummer", "Omschrijving", "Aantal"], ["brand", "model", "description", "quantity"]),
        (["Producent", "Model", "Nazwa produktu", "Ilość"], ["brand", "model", "description", "quantity"]),
        (["品牌", "规格型号", "设备名称", "数量"], ["brand", "model", "description", "quantity"]),
        (
            ["MANUFACTURER / HERSTELLER", "Article / Model", "Item", "q.ty"],
            ["brand", "model", "description", "quantity"],
        ),
        (["Supplier", "MPN", "Goods", "pcs"], ["organisation", "model", "description", "quantity"]),
        (["product.brand", "product_model", "product.description", "n"], ["brand", "model", "description"]),
    ],
)
def test_headers_are_understood(header: list[str], wanted: list[str]) -> None:
    """The header's words decide, in any of the languages listed, however they are dressed."""
    found = guess_columns(header, [])

    assert [one.meaning for one in found.columns] == wanted
    assert all(repr(one.header) in one.why for one in found.columns)


def test_a_manufacturer_beside_a_brand_is_the_organisation() -> None:
    """Sold as one, made by the other: both are kept apart."""
    found = guess_columns(["Brand", "Manufacturer", "Model"], [])

    assert meanings(found) == {"Brand": "brand", "Manufacturer": "organisation", "Model": "model"}


def test_an_article_number_beside_a_model_is_an_identifier() -> None:
    """The seller's own number is not the maker's, but may hold it and is read as well."""
    found = guess_columns(["Article no.", "Model", "EAN"], [])

    assert meanings(found) == {"Article no.": "identifier", "Model": "model", "EAN": "identifier"}
    assert found.identifying == (1, 0, 2)


def test_of_two_codes_the_one_that_looks_like_models_is_the_model() -> None:
    """`Type` may say what kind of thing it is."""
    rows = [["camera", "DS-2CD2143G2-I"], ["camera", "IPC-HDW2431T"], ["switch", "C9200L-24P"]]

    assert meanings(guess_columns(["Type", "Code"], rows)) == {"Type": "description", "Code": "model"}


@pytest.mark.parametrize("name", ["Item", "Article no.", "Item no."])
def test_a_column_that_counts_the_rows_means_nothing(name: str) -> None:
    """Positions are often headed like articles."""
    rows = [["1", "DS-2CD2143G2-I"], ["2", "IPC-HDW2431T"], ["3", "XNV-8080R"]]

    assert meanings(guess_columns([name, "Model"], rows)) == {"Model": "model"}


@pytest.mark.parametrize("name", ["Postal code", "Host name", "Lobby", "Server room", "Total price", ""])
def test_other_headers_say_nothing(name: str) -> None:
    """A word inside a longer header counts only when it tells something."""
    assert guess_columns([name], []).columns == ()


def test_content_speaks_where_headers_are_silent() -> None:
    """Half of the cells look like model numbers; the cells of another have most words."""
    rows = [
        ["DS-2CD2143G2-I", "dome for the pier", "A"],
        ["IPC-HDW2431T", "eyeball for the hall", "B"],
        ["-", "long cable reel", "C"],
    ]

    found = guess_columns(["A", "B", "C"], rows)

    assert [(one.meaning, one.basis, one.why) for one in found.columns] == [
        ("model", "content", "67% of 3 cells look like model numbers"),
        ("description", "content", "its cells hold 3.7 words on average, the most in the table"),
    ]
    assert found.identifying == ()  # and still every cell is read


def test_lines_that_hold_numbers_are_no_column_of_numbers() -> None:
    """Read as numbers, the names in them would be passed over."""
    lines = [["12 x Example EX-2CD2143G2 dome"], ["3 x Sample SP-3245 bullet camera"], ["1 x EX-7616NI recorder, 8 TB"]]

    assert [one.meaning for one in guess_columns([""], lines).columns] == ["description"]


def test_a_lone_brand_does_not_hide_unknown_columns() -> None:
    """Without a column that names the thing, those with unknown headers are read too."""
    found = guess_columns(["Brand", "Gegenstück", "Price"], [])

    assert found.identifying == (0, 1)


@pytest.mark.parametrize("named", ["Hersteller", " HERSTELLER ", "hersteller", "B", "b", "2"])
def test_the_user_names_a_column_by_header_letter_or_number(named: str) -> None:
    """Case and spaces do not matter."""
    found = guess_columns(["Pos", "Hersteller", "Artikel"], [], wanted={"model": named})

    assert meanings(found) == {"Hersteller": "model", "Artikel": "description"}
    assert found.columns[0].basis == "user"


def test_the_user_wins_over_the_guess() -> None:
    """A meaning that the user gives to one column is taken from every other."""
    found = guess_columns(["Marke", "Eigenmarke"], [], wanted={"brand": "Eigenmarke"})

    assert meanings(found) == {"Eigenmarke": "brand"}


@pytest.mark.parametrize("named", ["Marque", "Z", "0", "9", ""])
def test_an_unknown_column_is_told_with_the_headers(named: str) -> None:
    """Whoever mistypes sees what there is."""
    with pytest.raises(UsageProblem, match=r"columns are A 'Pos', B 'Marke'"):
        find_column(["Pos", "Marke"], named)


def test_a_name_of_two_columns_is_refused() -> None:
    """The letter tells them apart."""
    with pytest.raises(UsageProblem, match=r"2 columns are called 'price'; give the letter"):
        find_column(["Price", "price"], "price")


def test_an_unknown_meaning_is_refused() -> None:
    """The meanings are a closed list."""
    with pytest.raises(UsageProblem, match="'colour' is not a meaning"):
        guess_columns(["A"], MODELS, wanted={"colour": "A"})


@pytest.mark.parametrize("asked", ["part_number", "manufacturer", "company"])
def test_usual_names_of_meanings_are_taken(asked: str) -> None:
    """They stand for one of ours."""
    assert guess_columns(["A"], MODELS, wanted={asked: "A"}).columns[0].meaning in {"model", "brand", "organisation"}
