"""Read the items of procurement data in the Open Contracting Data Standard 1.1: tenders, awards, contracts.

A release, a package of releases and a package of records with compiled releases are read. Each item is
a row with its stage and, once there is an award, its suppliers; a stage without items is a row by itself.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from barred.errors import FileProblem
from barred.readers.json_document import JsonDocument, load_json
from barred.readers.options import Options
from barred.readers.table import LeftOut

__all__ = ["Items", "read"]


def read(path: Path, options: Options) -> list["Items"]:
    """Open a document.

    Raises:
        FileProblem: It is not JSON, or no release in it has a tender, an award or a contract.
    """
    document = load_json(path, options)
    releases, uncompiled = _releases(document)
    rows = [row for release in releases for row in _rows(release)]
    if not rows:
        raise FileProblem(
            "no release in it has a tender, an award or a contract", where=str(path),
            remedy="give a release, a package of releases, or records with compiled releases",
        )  # fmt: skip
    return [Items(path, list(rows), uncompiled=uncompiled)]


class Items(JsonDocument):
    """The items in the order of the document, numbered from 1, and how many records hold no release to read."""

    def __init__(self, path: Path, values: list[object], *, uncompiled: int) -> None:
        super().__init__(path, values)
        told = LeftOut(
            f"{path.name}: records without a compiled release ({uncompiled})", "no rows can be read from them"
        )
        self.left_out: tuple[LeftOut, ...] = (told,) if uncompiled else ()


def _releases(document: Mapping[str, Any]) -> tuple[list[Mapping[str, Any]], int]:
    """Give the releases, and how many records have none that can be read as it is."""
    if "records" in document:
        records = _objects(document, "records")
        compiled = [one["compiledRelease"] for one in records if isinstance(one.get("compiledRelease"), dict)]
        return compiled, len(records) - len(compiled)
    return (_objects(document, "releases") if "releases" in document else [document]), 0


def _rows(release: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    ocid, suppliers = release.get("ocid", ""), {}
    tender = release.get("tender")
    if isinstance(tender, dict):
        yield from _stage(tender, "tender", ocid, supplier="")
    for award in _objects(release, "awards"):
        suppliers[award.get("id")] = "; ".join(str(one.get("name", "")) for one in _objects(award, "suppliers"))
        yield from _stage(award, "award", ocid, supplier=suppliers[award.get("id")])
    for contract in _objects(release, "contracts"):
        yield from _stage(contract, "contract", ocid, supplier=suppliers.get(contract.get("awardID"), ""))


def _stage(body: Mapping[str, Any], stage: str, ocid: object, *, supplier: str) -> Iterator[dict[str, object]]:
    # Under a header that names no goods: the number of a release looks like that of a model.
    told = {"position": f"{stage} {body.get('id', '')} of {ocid}", "supplier": supplier}
    title = body.get("title") or body.get("description") or ""
    items = _objects(body, "items")
    if not items and (title or supplier):
        yield {**told, "description": title, "quantity": "", "unit": ""}
    for item in items:
        yield {
            **told,
            "description": _described(item, title),
            "quantity": item.get("quantity", ""),
            "unit": _unit(item),
        }


def _described(item: Mapping[str, Any], title: object) -> object:
    """Give the item's words, else those of its classification, else those of what it belongs to."""
    classified = item.get("classification")
    words = classified.get("description") if isinstance(classified, dict) else ""
    return item.get("description") or words or title


def _unit(item: Mapping[str, Any]) -> object:
    unit = item.get("unit")
    return unit.get("name", "") if isinstance(unit, dict) else ""


def _objects(body: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Give the objects of a list; whatever else stands there is none of the standard."""
    listed = body.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
