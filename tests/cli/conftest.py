"""A snapshot in which invented statements, figures, products and events lie over the built-in directory."""

import tomllib
from collections.abc import Iterator

import pytest

from barred.directory.format import format_record
from barred.directory.snapshot import Snapshot
from barred.wiring import build_snapshot, builtin_directory

__all__ = ["accounts"]

_EVIDENCE = """
[[evidence]]
key = "seen"
source = "quay-gazette"
pinpoint = "p. 1"
"""
_RECORDS = {
    "sources/quay-gazette": """
id = "quay-gazette"
title = "The Quay Gazette"
type = "press"
publisher = "The Quay Gazette"
proof = "reported"
""",
    "statements/quay-denial": """
id = "quay-denial"
title = "Dahua: not at the quay"
summary = "It says that no camera stands there."
speaker = "dahua"
type = "denial"
topic = "business"
date = "2021-02"
about = ["dahua"]
[[objections]]
relation = "contradicts"
what = "A picture shows one."
by = "hikvision"
evidence = ["seen"]
"""
    + _EVIDENCE,
    "statements/quay-admission": """
id = "quay-admission"
title = "Dahua: perhaps at the quay"
summary = "It says that one camera may stand there."
speaker = "dahua"
type = "admission"
topic = "business"
date = "2021-01-31"
changes = ["quay-denial"]
change = "From none to one."
"""
    + _EVIDENCE,
    "figures/quay-cameras": """
id = "quay-cameras"
title = "Cameras at the quay"
measure = "devices"
value = "24"
unit = "cameras"
bound = "at-most"
about = ["dahua"]
"""
    + _EVIDENCE,
    "products/quay-camera": """
id = "quay-camera"
title = "Camera for quays"
product_class = "ict/video-surveillance"
maker = "dahua"
models = ["QC-1"]
"""
    + _EVIDENCE,
    "events/quay-suit": """
id = "quay-suit"
title = "Hikvision sues over the quay"
summary = "A suit was filed."
type = "lawsuit"
date = "2021-03"
place = "us-vt"
about = ["dahua"]
known_since = "2021-06"
[[roles]]
organisation = "hikvision"
role = "plaintiff"
"""
    + _EVIDENCE,
}


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Give the snapshot of the built-in directory with the invented records over it."""
    folder = tmp_path_factory.mktemp("quay")
    for name, text in _RECORDS.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        kind = name.split("/")[0].removesuffix("s")
        path.write_text(format_record(kind, tomllib.loads(text)), "utf-8")
    opened = Snapshot(build_snapshot([builtin_directory(), folder], tmp_path_factory.mktemp("snapshot")))
    yield opened
    opened.close()
