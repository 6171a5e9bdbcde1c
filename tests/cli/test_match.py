"""`barred match`: names of a file against a list or pair by pair, in classes, with reasons as data."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot

LIST = """Entity,Country
"Veloptic Digital Technology Co., Ltd.",cn
Brontalis Mortgage Trust 2007-1,us
"Haige Sholtenna Communications Group Co., Ltd.",cn
Imbarugo,
Mykandor Shipping International LLC,ae
示例威视数字技术有限公司,cn
Quarzenfeld Glass Works AG,de
"""


def run(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str | Path
) -> tuple[int, list[dict[str, Any]], str]:
    """Run `barred match`; give its status, the hits and what it said beside them."""
    status = main(("match", *map(str, words), "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, [json.loads(line) for line in printed.out.splitlines()], printed.err


def classes(hits: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Give left, right and class of each hit."""
    return [(hit["left"], hit["right"], hit["class"]) for hit in hits]


def written(folder: Path, name: str, *lines: str) -> Path:
    """Write a file of lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Give a list of invented firms."""
    return written(tmp_path, "list.csv", LIST.rstrip())


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("VELOPTIC DIGITAL TECH CO LTD", "Veloptic Digital Technology Co., Ltd."),
        ("Hangzhou Veloptic Digital Technology", "Veloptic Digital Technology Co., Ltd."),
        ("Ve1optic Digital Technology", "Veloptic Digital Technology Co., Ltd."),
        ("VELOPTICDIGITAL TECHNOLOGY CO LTD", "Veloptic Digital Technology Co., Ltd."),
        ("HAIGE SHOLTENNA COMM GRP", "Haige Sholtenna Communications Group Co., Ltd."),
        ("SHIPPER: MYKANDOR SHIPPING INTL L.L.C. C/O QUAY FREIGHT", "Mykandor Shipping International LLC"),
        ("Quenby Glass a.k.a. Quarzenfeld Glass Works", "Quarzenfeld Glass Works AG"),
        ("Quarzenfled Glass Works AG", "Quarzenfeld Glass Works AG"),
        ("示例威视数字技术有限公司", "示例威视数字技术有限公司"),
    ],
)
def test_the_same_firm_is_found(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path, asked: str, right: str
) -> None:
    """Abbreviations, home towns, look-alikes, glued words, lines of shipments, second names, slips, native names."""
    status, hits, _ = run(capsys, snapshot, written(tmp_path, "names.txt", asked), "--against", listed, "--quiet")

    assert status == 0
    assert classes(hits) == [(asked, right, "same")]
    assert hits[0]["right_row"] > 1
    assert hits[0]["why"]["words"]
    assert hits[0]["versions"]["snapshot"] == snapshot.digest


@pytest.mark.parametrize(
    "asked",
    [
        "Hangzhou Digital Technology Co., Ltd.",  # generic words alone
        "Brontalis Mortgage Trust 2007-2",  # a numbered vehicle
        "Quarzenfeld Insurance AG",  # another trade
        "Mykandor Shipping International Stiftung",  # another kind of body
        "Velvetic Paper Mill",
        "示例光学有限公司",
    ],
)
def test_another_firm_is_no_hit(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path, asked: str
) -> None:
    """Sisters, vehicles and names that share common words alone do not reach an alert."""
    _, hits, told = run(capsys, snapshot, written(tmp_path, "names.txt", asked), "--against", listed)

    assert hits == []
    assert "no hit" in told


def test_a_brand_in_a_longer_name_is_a_mention(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path
) -> None:
    """It is shown as what it is, and carries no restriction."""
    _, hits, _ = run(capsys, snapshot, written(tmp_path, "names.txt", "Quay Imbarugo India Ltd"), "--against", listed)

    assert classes(hits) == [("Quay Imbarugo India Ltd", "Imbarugo", "mentions")]


def test_pairs_are_all_answered_in_order(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """Every class that is not found in a list is told for a pair, by the directory where it knows both."""
    pairs = written(
        tmp_path,
        "pairs.csv",
        "name1,name2,country1,country2",
        "Veloptic Ltd,Veloptic Limited,,",
        "H1kvision Digital Technology,Hikvision Digital Technology,,",
        "Dahua,Hikvision,,",
        "海康威视,Hikvision,,",
        "Lorex,Dahua,,",
        "示例威视,Veloptic,,",
        "Brontalis Fund II,Brontalis Fund III,,",
    )

    status, hits, told = run(capsys, snapshot, "--pairs", pairs)

    assert status == 0
    assert [hit["class"] for hit in hits] == ["same", "same", "different", "same", "related", "unknown", "different"]
    assert [hit["row"] for hit in hits] == list(range(2, 9))
    assert any(link.startswith("lorex ") for link in hits[4]["why"]["links"])
    assert "3 same" in told


def test_letters_alone_when_asked(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """Without the record two scripts are unknown, and links are not seen."""
    pairs = written(tmp_path, "pairs.csv", "name1,name2", "海康威视,Hikvision", "Lorex,Dahua")

    _, hits, _ = run(capsys, snapshot, "--pairs", pairs, "--no-record")

    assert [hit["class"] for hit in hits] == ["unknown", "different"]


def test_countries_count(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """Names of countries and their codes say the same, and two countries speak against one body."""
    pairs = written(
        tmp_path, "pairs.csv", "name1,name2,country1,country2", *(f"Veloptic,Veloptic,{one},{other}" for one, other in
        (("China", "cn"), ("China", "Germany"), ("", "de"))),
    )  # fmt: skip

    _, hits, _ = run(capsys, snapshot, "--pairs", pairs)

    here, there, unknown = (hit["score"] for hit in hits)
    assert there < unknown < here


def test_names_are_found_in_the_directory(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """Without a list the directory is asked: who it is, and who stands behind it."""
    names = written(tmp_path, "names.csv", "supplier,ref", "Hangzhou Hikvision Digital Technology Co Ltd,1", "Lorex,2")

    _, hits, _ = run(capsys, snapshot, names)

    best = {hit["left"]: hit for hit in reversed(hits)}
    assert (best["Lorex"]["organisation"], best["Lorex"]["class"]) == ("lorex", "same")
    assert ("dahua", "related") in {(hit.get("organisation"), hit["class"]) for hit in hits if hit["left"] == "Lorex"}
    assert best["Hangzhou Hikvision Digital Technology Co Ltd"]["organisation"] == "hikvision"
    assert hits[0]["left_row"] == 2


def test_hits_go_to_files_and_classes_can_be_chosen(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path
) -> None:
    """The same hits in a file, and only those of the classes asked for."""
    names = written(tmp_path, "names.txt", "Veloptic Digital Technology", "Quay Imbarugo India")
    out = tmp_path / "hits.csv"

    status, printed, _ = run(capsys, snapshot, names, "--against", listed, "--class", "mentions", "-o", out)

    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (status, printed) == (0, [])
    assert [(row["left"], row["class"]) for row in rows] == [("Quay Imbarugo India", "mentions")]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("names.txt", "--pairs", "pairs.csv"),
        ("names.txt", "--against", "none.csv"),
        ("names.txt", "--column", "name"),
        ("names.txt", "--against", "empty.csv"),
        ("names.txt", "-o", "hits.xml"),
        ("numbers.csv",),
    ],
)
def test_wrong_use_is_told(
    capsys: pytest.CaptureFixture[str],
    snapshot: Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    """A message, no hit and no file."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "names.txt", "Veloptic")
    written(tmp_path, "empty.csv", "name,country")
    written(tmp_path, "numbers.csv", "foo,bar", "1,2", "3,4")

    status, hits, told = run(capsys, snapshot, *words)

    assert status in {2, 3}
    assert hits == []
    assert told
    assert not (tmp_path / "hits.xml").exists()
