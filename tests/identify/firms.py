"""Invented organisations, forms of numbers and relabelled models over the real word tables."""

import csv
from pathlib import Path

from barred.identify.identify import identify
from barred.identify.index_rows import index_rows
from barred.identify.memory_index import MemoryIndex
from barred.model.candidate import Candidate
from barred.model.organisation import Identifier, Name, Organisation
from barred.model.question import Subject
from barred.model.source import Evidence

__all__ = ["ROWS", "bands", "found", "index", "table"]

_TABLES = Path(__file__).parents[2] / "directory" / "tables"


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of the directory."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _firm(key: str, *names: Name, types: tuple[str, ...] = ("maker",), seat: str = "") -> Organisation:
    return Organisation(key, key.title(), types, seat=seat, names=names)


_HELD = (
    ("lei", "00EXAMPLEOPTICS00078"), ("uscc", "91000000EXAMP1E00B"), ("isin", "ZZ000EXMPL07"), ("cik", "0000001234"),
    ("uei", "ZZ9EXAMPK7Q2"), ("cage", "9ZZZ9"), ("fcc-grantee", "2ZZZZ"), ("fcc-grantee", "ZZQ"),
    ("ticker", "HARBOUR:VEL"),
)  # fmt: skip
_REGISTER = (Evidence("register", "harbour-register"), Evidence("hearsay", "hearsay"))
_FIRMS = (
    _firm(
        "veloptic",
        Name("Hangzhou Veloptic Digital Technology Co., Ltd.", "legal"),
        Name("Veloptic", "brand"),
        Name("Velloptix", "misspelling"),
        Name("示例威视", "native"),
        Name("杭州示例威视数字技术股份有限公司", "native"),
        Name("示例", "native", usage="ordinary"),
        Name("Velqua", "nickname", joint=True),
        seat="Hangzhou, Zhejiang",
    ),
    _firm("quanta", Name("Quanta", "brand"), Name("Velqua", "nickname", joint=True), seat="Hangzhou"),
    _firm("registered", Name("Registered Optics Inc.", "legal"))._replace(
        identifiers=(
            *(Identifier(scheme, value, ("register",)) for scheme, value in _HELD),
            Identifier("cik", "0000009999", ("hearsay",)),
        ),
        evidence=_REGISTER,
    ),
    _firm("quanta-scales", Name("Quanta Scale Factory", "legal")),
    _firm("veloptic-india", Name("Pranoma Veloptic India Private Limited", "legal"), types=("subsidiary",)),
    _firm("shutterly", Name("Shutterly", "brand"), types=("brand", "company")),
    _firm("pivot", Name("Pivot", "brand", usage="ordinary"), Name("Pivot Communications AB", "legal")),
    _firm("vls", Name("VLS", "brand", usage="ordinary"), types=("brand",)),
)
_GRAMMAR = ("organisation", "brand", "leads", "pattern", "product", "strength", "coverage", "source", "note")
_CAMERA = "ict/video-surveillance/camera"
_GRAMMARS = (
    ("veloptic", "Veloptic", "VD-2C", "VD-2C[A-Z0-9]{3,}[0-9A-Z-]*", _CAMERA, "decisive", "", "own-observation", ""),
    ("veloptic", "Veloptic", "VD-1", "VD-1[0-9]{3}Z[0-9A-Z-]*", "accessory", "strong", "", "own-observation", ""),
    ("veloptic", "Veloptic", "2", "2[0-9]{3}G[0-9]", _CAMERA, "partial", "", "own-observation", ""),
    ("quanta", "Quanta", "VPC-H", "VPC-H[0-9]{3,}", _CAMERA, "strong", "", "own-observation", ""),
    ("quanta", "Quanta", "VPC-B", "VPC-B[0-9]{3}", _CAMERA, "medium", "", "own-observation", ""),
    ("pivot", "Pivot", "VPC-B P", "(?:VPC-B|P)[0-9]{3,4}", _CAMERA, "medium", "", "own-observation", ""),
    ("", "", "VD", "VD-?[0-9]{3,4}[+]?", "ict/computing", "none", "", "own-observation", ""),
)
_BLOCK = ("block", "organisation", "registrant", "role", "source", "note")
_BLOCKS = (
    ("0053AB", "veloptic", "Veloptic", "maker", "own-observation", ""),
    ("0053AB1", "quanta-scales", "Quanta Scale Factory", "maker", "own-observation", ""),
    ("A8BBCC", "vls", "VLS", "component", "own-observation", ""),
    ("0000AC", "shutterly", "Shutterly", "brand", "own-observation", ""),
)
_MARK = ("organisation", "maker", "pattern", "strength", "note", "source")
_MARKS = (
    ("veloptic", "", r"\bvelo-webs\b", "strong", "", "own-observation"),
    ("quanta", "", r"/cam/quantamon\b", "medium", "", "own-observation"),
    ("shutterly", "quanta", r"\b[0-9]\.[0-9]{3}\.sh[0-9]{2}\.r\b", "strong", "", "own-observation"),
)
ROWS = {
    "device_marks": [dict(zip(_MARK, row, strict=True)) for row in _MARKS],
    "mac_blocks": [dict(zip(_BLOCK, row, strict=True)) for row in _BLOCKS],
    "model_grammars": [dict(zip(_GRAMMAR, row, strict=True)) for row in _GRAMMARS],
    "relabelled_models": [
        {"organisation": "shutterly", "sku": "SH8-T2669EW", "maker": "quanta", "maker_models": "VPC-H2541",
         "strength": "strong", "source": "own-observation", "note": ""},
    ],
}  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    return ROWS[name] if name in ROWS else table(name)


index = MemoryIndex(index_rows(_FIRMS, _rows, unproved={"hearsay"}))


def found(text: str = "", **fields: str) -> tuple[Candidate, ...]:
    """Identify a text, or columns."""
    return identify(Subject(text or " ".join(fields.values()), fields=fields), index)


def bands(text: str = "", **fields: str) -> dict[str, str]:
    """Give organisation to band."""
    return {one.organisation: one.band for one in found(text, **fields)}
