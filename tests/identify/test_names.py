"""Who is meant by a name, and who only shares words with it."""

import pytest

from barred.identify.identify import identify
from barred.model.question import Subject
from tests.identify.firms import bands, found, index


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Hangzhou Veloptic Digital Technology Co., Ltd.", "confirmed"),
        ("HANGZHOU VELOPTIC DIGITAL TECHNOLOGYCO.,LTD", "confirmed"),
        ("Veloptic", "confirmed"),
        ("Vel-Optic", "confirmed"),
        ("Velloptix", "confirmed"),
        ("Veloptic dome with 30 m infrared", "probable"),
        ("VelOptic's cameras", "probable"),
        ("Velotpic camera", "probable"),
        ("Hangzhou Velotpic Digital Technology Co., Ltd.", "probable"),
        ("Veloptic UK Ltd", "probable"),
        ("Veloptic Retail Shop Ltd", "possible"),
        ("Shanghai Veloptic Scales Co., Ltd.", "possible"),
        ("bracket for Veloptic dome", "possible"),
        ("no Veloptic cameras", "possible"),
        ("杭州示例威视数字技术股份有限公司", "confirmed"),
        ("采购示例威视摄像机", "probable"),
        ("示例摄像机", "possible"),
    ],
)
def test_how_sure_a_name_is(text: str, band: str) -> None:
    """A registered name decides, a distinctive word in a line is probable, in a firm's name a mention."""
    assert bands(text) == {"veloptic": band}


@pytest.mark.parametrize(
    "text",
    [
        "Hangzhou Digital Technology Co., Ltd.",
        "Zhejiang Technology Co., Ltd.",
        "Digital Technology",
        "Veloptical",
        "Quant Systems",
        "a pivot in the plan",
        "Pivot Bank Ltd",
        "pivot point of the axle",
        "上海示例衡器厂",
        "",
    ],
)
def test_words_that_every_firm_uses_point_to_nobody(text: str) -> None:
    """Generic words, ordinary words in running text and mere likeness are no candidates."""
    assert bands(text) == {}


def test_the_longer_recorded_name_wins() -> None:
    """A name inside another recorded name is not counted on its own."""
    assert bands("Pranoma Veloptic India Private Limited") == {"veloptic-india": "confirmed"}
    assert bands("Quanta Scale Factory") == {"quanta-scales": "confirmed"}


def test_ordinary_names_need_company() -> None:
    """Alone in its cell, beside goods, in a brand column or beside its number an ordinary word counts."""
    assert bands("pivot") == {"pivot": "probable"}
    assert bands(organisation="Pivot") == {"pivot": "possible"}
    assert bands("Pivot dome camera") == {"pivot": "probable"}
    assert bands("dome camera Pivot") == {"pivot": "possible"}
    assert bands(brand="Pivot") == {"pivot": "probable"}
    assert bands("Pivot P1224") == {"pivot": "confirmed"}
    assert bands("VLS camera") == {"vls": "probable"}
    assert bands("Vls camera") == {}


def test_joint_names_mean_every_one_of_them() -> None:
    """None of the organisations that record a joint name is diluted by the others."""
    candidates = found("Velqua")

    assert [(one.organisation, one.band, one.is_joint) for one in candidates] == [
        ("quanta", "confirmed", True),
        ("veloptic", "confirmed", True),
    ]


def test_columns_are_read_by_their_meaning() -> None:
    """The same word is a brand in one column and a mention in another."""
    assert bands(brand="Veloptic") == {"veloptic": "confirmed"}
    assert bands(organisation="Veloptic Hotel Brothers") == {"veloptic": "possible"}


def test_what_columns_said_is_not_read_again_from_the_text() -> None:
    """A mention in a firm's name does not become a product line because the row repeats it."""
    fields = {"organisation": "Veloptic Hotel Brothers", "description": "towels"}

    assert bands("towels Veloptic Hotel Brothers", **fields) == {"veloptic": "possible"}


@pytest.mark.parametrize(
    ("model", "want"),
    [
        ("Veloptic dome", {"veloptic": "probable"}),
        ("Veloptic", {"veloptic": "confirmed"}),
        ("Pivot 300", {}),
        ("Veloptix", {}),
    ],
)
def test_a_maker_before_its_number_is_read_in_a_column_of_models(model: str, want: dict[str, str]) -> None:
    """Only a distinctive name in right spelling counts there: numbers spell much by chance."""
    subject = Subject(model, kind="row", fields={"model": model})

    assert {one.organisation: one.band for one in identify(subject, index)} == want
