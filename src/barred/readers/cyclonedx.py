"""Read the devices of a CycloneDX document (JSON, 1.5 and later): a row for each component of type device.

Components of other types (libraries, applications, firmware) are counted and told, not checked: their
names are those of software, which this directory says little about.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from barred.errors import FileProblem
from barred.readers.json_document import JsonDocument, load_json
from barred.readers.options import Options
from barred.readers.table import LeftOut

__all__ = ["Devices", "read"]

# Column to the property that fills it: CycloneDX property taxonomy, namespace `cdx:device`.
_PROPERTIES = {
    "quantity": "cdx:device:quantity",
    "mac address": "cdx:device:macAddress",
    "serial number": "cdx:device:serialNumber",
    "sku": "cdx:device:sku",
}


def read(path: Path, options: Options) -> list["Devices"]:
    """Open a document.

    Raises:
        FileProblem: It is not JSON, its components are no list, or none of them is a device.
    """
    document = load_json(path, options)
    components = document.get("components", [])
    if not isinstance(components, list):
        raise FileProblem("components is no list", where=str(path), remedy="give a CycloneDX document")
    described = document.get("metadata")
    about = described.get("component") if isinstance(described, dict) else None
    found = [*_walk([about] if about else []), *_walk(components)]
    devices = [one for one in found if not isinstance(one, dict) or one.get("type") == "device"]
    if not devices:
        remedy = "name devices as components of type device"
        raise FileProblem(f"none of its {len(found)} components is a device", where=str(path), remedy=remedy)
    return [Devices(path, [_row(one) for one in devices], others=len(found) - len(devices))]


class Devices(JsonDocument):
    """The devices in the order of the document, numbered from 1, and how many components are none."""

    def __init__(self, path: Path, values: list[object], *, others: int) -> None:
        super().__init__(path, values)
        told = LeftOut(f"{path.name}: components other than devices ({others})", "they are software or data")
        self.left_out: tuple[LeftOut, ...] = (told,) if others else ()


def _walk(components: list[Any]) -> Iterator[object]:
    """Give components with those inside them, outer ones first."""
    for one in components:
        yield one
        inner = one.get("components") if isinstance(one, dict) else None
        if isinstance(inner, list):
            yield from _walk(inner)


def _row(component: object) -> object:
    if not isinstance(component, dict):
        return component
    properties = _properties(component.get("properties"))
    row = {
        "id": component.get("bom-ref", ""),
        "manufacturer": _named(component, "manufacturer", "supplier") or component.get("publisher", ""),
        "model": component.get("name", ""),
        "version": component.get("version", ""),
        "description": component.get("description", ""),
    }
    return {**row, **{column: properties.get(name, "") for column, name in _PROPERTIES.items()}}


def _named(component: Mapping[str, Any], *roles: str) -> str:
    """Give the name of the first organisation that has one of some roles."""
    for role in roles:
        body = component.get(role)
        if isinstance(body, dict) and body.get("name"):
            return str(body["name"])
    return ""


def _properties(listed: object) -> dict[str, str]:
    """Give properties by name; several of one name are joined."""
    found: dict[str, str] = {}
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("name") and one.get("value"):
            name, value = str(one["name"]), str(one["value"])
            found[name] = f"{found[name]}; {value}" if name in found else value
    return found
