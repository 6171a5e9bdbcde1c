"""A device as whoever guards a network knows it: what it says of itself, and its hardware address."""

from typing import NamedTuple

from barred.errors import UsageProblem
from barred.identifiers.mac_address import is_local_mac, parse_mac
from barred.model.question import Subject

__all__ = ["Device", "device_subject", "read_device"]

# No label is longer, and a gate answers at once or is none.
_LONGEST = 500


class Device(NamedTuple):
    """What is known of a device; empty where nothing is. `mac` is in the spelling of `parse_mac`."""

    maker: str = ""
    brand: str = ""
    model: str = ""
    mac: str = ""


def read_device(*, maker: str = "", brand: str = "", model: str = "", mac: str = "") -> Device:
    """Take a device from what a client said.

    Raises:
        UsageProblem: Nothing is known of it at all, a text is too long, or the address is none.
    """
    for name, text in (("maker", maker), ("brand", brand), ("model", model), ("mac", mac)):
        if len(text) > _LONGEST:
            raise UsageProblem(f"{len(text)} characters", where=name, remedy=f"send {_LONGEST} at most")
    maker, brand, model = (" ".join(one.split()) for one in (maker, brand, model))
    told = Device(maker, brand, model, mac.strip())
    if not any(told):
        raise UsageProblem("nothing is known of the device", remedy="give its maker, brand, model or MAC address")
    return told._replace(mac=parse_mac(told.mac, where="mac")) if told.mac else told


def device_subject(device: Device) -> Subject:
    """Give the subject that a device is, for identification.

    An address that the device made up for itself is left out of the fields: its first digits name
    no registrant.

    Example:
        >>> device_subject(Device(brand="Lorex", model="4K")).fields
        {'brand': 'Lorex', 'model': '4K'}
    """
    mac = "" if device.mac and is_local_mac(device.mac) else device.mac
    named = {"organisation": device.maker, "brand": device.brand, "model": device.model, "identifier": mac}
    fields = {name: value for name, value in named.items() if value}
    return Subject(" ".join(fields.values()), kind="device", fields=fields)
