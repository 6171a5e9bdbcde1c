"""What a model number says about the maker, and what it must not say."""

import pytest

from tests.identify.firms import bands, found


@pytest.mark.parametrize(
    "text", ["VD-2CD2143G2-I", "vd-2cd2143g2-i", "VD 2CD2143G2", "VD–2CD2143G2–I", "TheVD-2CD2143", "thevd-2cd2143"]
)
def test_a_form_that_only_one_maker_uses_decides(text: str) -> None:
    """Case, dashes, a space and a word that runs into the number do not matter."""
    assert bands(text) == {"veloptic": "confirmed"}


def test_a_form_of_several_makers_keeps_them_all() -> None:
    """Ambiguity is shown, never resolved by the order of a table."""
    assert bands("VPC-B200") == {"pivot": "possible", "quanta": "possible"}


@pytest.mark.parametrize("text", ["VD-1200", "VD920+", "Storage VD-918"])
def test_a_form_that_counts_for_nobody_silences_the_others(text: str) -> None:
    """Numbers of unrelated goods that look alike give no candidate."""
    assert bands(text) == {}


def test_the_end_of_a_number_is_at_most_possible() -> None:
    """What traders cut off would have told more."""
    assert bands("2366G2") == {"veloptic": "possible"}
    assert bands("2366G2 dome camera") == {"veloptic": "possible"}


def test_brand_and_number_together_confirm() -> None:
    """Two independent kinds of signal agree."""
    (one,) = found("Veloptic 2366G2")

    assert one.band == "confirmed"
    assert {signal.kind for signal in one.signals} == {"name-brand", "model-grammar"}


def test_a_brand_beside_a_number_of_a_maker_is_goods_of_the_brand() -> None:
    """The brand is the organisation, the form of the number tells the maker, both signals stay."""
    (one,) = found("Shutterly VD-2CD2143G2")

    assert (one.organisation, one.brand, one.maker) == ("shutterly", "Shutterly", "veloptic")
    assert {signal.kind for signal in one.signals} == {"name-brand", "model-grammar"}


def test_a_relabelled_number_names_brand_and_maker() -> None:
    """The table of relabelled models knows both, with and without dashes."""
    for text in ("SH8-T2669EW", "sh8 t2669ew", "SH8T2669EW"):
        (one,) = found(text)
        assert (one.organisation, one.maker, one.signals[0].kind) == ("shutterly", "quanta", "model-catalogue")


def test_two_makers_stay_two() -> None:
    """A maker's name beside a number of another maker is not explained away."""
    assert set(bands("Veloptic VPC-H2541")) == {"veloptic", "quanta"}


def test_what_is_made_for_a_number_is_not_it() -> None:
    """A bracket for a camera need not be of the camera's maker, name and number given or not."""
    assert bands("bracket for Veloptic VD-2CD2143") == {"veloptic": "possible"}
    assert bands("compatible with VD-2CD2143") == {"veloptic": "possible"}
