"""The formats that are read, in one list; a new one is a module with `read` and a line here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from barred.readers.options import Options
from barred.readers.table import Grid

__all__ = ["FORMATS", "Format", "reader", "titles"]

_Read = Callable[[Path, Options], Sequence[Grid]]


@dataclass(frozen=True)
class Format:
    """One format: name, title for people, suffixes it goes by, and the module that reads it."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str


FORMATS = (
    Format("csv", "CSV", (".csv", ".txt"), "delimited"),
    Format("tsv", "TSV", (".tsv", ".tab"), "delimited"),
    Format("xlsx", "XLSX", (".xlsx", ".xlsm"), "workbook"),
    Format("xls", "XLS", (".xls",), "workbook"),
    Format("ods", "ODS", (".ods",), "workbook"),
    Format("json-lines", "JSON lines", (".jsonl", ".ndjson"), "json_lines"),
    Format("json", "JSON", (".json",), "json_document"),
    Format("cyclonedx", "CycloneDX", (".cdx.json",), "cyclonedx"),
    Format("ocds", "OCDS", (".ocds.json",), "ocds"),
    Format("nmap", "nmap XML", (".xml",), "nmap"),
    Format("parquet", "Parquet", (".parquet", ".pq"), "parquet"),
)


def titles() -> str:
    """Name the formats for a person.

    Example:
        >>> titles().startswith("CSV, TSV, XLSX")
        True
    """
    return ", ".join(one.title for one in FORMATS)


def reader(name: str) -> _Read:
    """Give the function that reads a format, loading its libraries only now."""
    module = next(one.module for one in FORMATS if one.name == name)
    return cast("_Read", import_module(f"barred.readers.{module}").read)
