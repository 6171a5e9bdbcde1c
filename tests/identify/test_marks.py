"""What a device says of itself, whoever sells it."""

import pytest

from tests.identify.firms import bands, found


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("HTTP/1.1 200 OK\r\nServer: VELO-Webs\r\n", {"veloptic": "probable"}),
        ("rtsp://10.0.0.4/cam/quantamon?channel=1", {"quanta": "possible"}),
        ("Server: velo-websphere", {}),
        ("Server: Webs", {}),
    ],
)
def test_a_mark_points_to_who_made_the_device(text: str, want: dict[str, str]) -> None:
    """A mark that only one maker has is probable; one that clones copy is a hint."""
    assert bands(text) == want


def test_the_name_of_a_header_is_no_computer() -> None:
    """What answers a request is whatever the device is."""
    [candidate] = found("Server: velo-webs")

    assert candidate.product is None


def test_a_mark_of_a_customer_tells_brand_and_maker() -> None:
    """The version of firmware names the brand that it was built for, and only one maker writes it so."""
    [candidate] = found("firmware 2.622.SH10.R")

    assert (candidate.organisation, candidate.maker) == ("shutterly", "quanta")


def test_a_mark_and_a_name_confirm_each_other() -> None:
    """They are two independent kinds of signal."""
    assert bands("Veloptic, server velo-webs") == {"veloptic": "confirmed"}
