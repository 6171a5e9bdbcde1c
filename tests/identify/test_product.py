"""Which goods a line is about."""

import pytest

from tests.identify.firms import found

VIDEO = "ict/video-surveillance"


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Veloptic 4MP dome camera", f"{VIDEO}/camera"),
        ("Veloptic Netzwerkrekorder 8 Kanal", f"{VIDEO}/recorder"),
        ("Veloptic caméra thermique", f"{VIDEO}/thermal"),
        ("Veloptic cámara domo", f"{VIDEO}/camera"),
        ("Veloptic videocitofono", "ict/access-control"),
        ("示例威视录像机", f"{VIDEO}/recorder"),
        ("wall mount for Veloptic dome camera", "accessory"),
        ("Veloptic dome camera with wall mount and cable", f"{VIDEO}/camera"),
        ("Veloptic Wandhalterung", "accessory"),
        ("Veloptic camera license", f"{VIDEO}/software"),
        ("installation of Veloptic cameras", "service"),
        ("Veloptic PoE switch", "ict/telecommunications/network"),
        ("Veloptic VD-2CD2143G2", f"{VIDEO}/camera"),
        ("Veloptic VD-1280ZJ", "accessory"),
        ("licence for VD-2CD2143G2", f"{VIDEO}/software"),
        ("Veloptic dome camera, 2.8 mm lens", f"{VIDEO}/camera"),
        ("Veloptic VD-2CD2143G2 dome camera 2.8mm lens; 3 year warranty", f"{VIDEO}/camera"),
        ("Veloptic VD-2CD2143G2 with power supply", f"{VIDEO}/camera"),
        ("Veloptic camera lens", "accessory"),
        ("Veloptic wall mount, for dome camera", "accessory"),
        ("Veloptic camera, licence", f"{VIDEO}/camera"),
        ("Veloptic PTZ-200X", None),
        ("Veloptic", None),
    ],
)
def test_words_and_numbers_tell_the_goods(text: str, product: str | None) -> None:
    """Accessories, services and licences win over the device that they belong to; else the number decides."""
    assert found(text)[0].product == product
