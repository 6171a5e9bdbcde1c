"""Flags for dual-use goods: by code and by word, each with its basis, and none for a code of a wrong form."""

from barred.directory.snapshot import Snapshot
from barred.identifiers.tariff_code import is_valid
from barred.screening.trade.dual_use import DualUse


def row(code: str = "", word: str = "", *, entry: str = "1", edition: str = "2020-01-01") -> dict[str, str]:
    """Give a row of an invented list."""
    return {"list": "quay list", "entry": entry, "tariff_code": code, "word": word, "edition": edition, "note": "",
            "source": "gazette"}  # fmt: skip


def test_a_code_flags_every_line_below_it() -> None:
    """Six digits of the list reach the eight and ten of a country, and nothing beside them."""
    made = DualUse([row("852589")])

    assert [bool(made.flags(code, "")) for code in ("852589", "8525.89.00", "8525890000", "852581", "85258", "")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_words_flag_in_every_script() -> None:
    """Whole words of any case, and signs of scripts without spaces; a part of a word is none."""
    made = DualUse([row(word="Wärmebildkamera"), row(word="тепловизор", entry="2"), row(word="热像仪", entry="3"),
                    row(word="drone", entry="4")])  # fmt: skip

    found = [[flag.entry for flag in made.flags("", text)] for text in (
        "2 WÄRMEBILDKAMERA", "Тепловизор ТВ-1", "手持式热像仪一台", "androne", "DRONE, with case",
    )]  # fmt: skip

    assert found == [["1"], ["2"], ["3"], [], ["4"]]


def test_an_entry_is_told_once_with_the_code_first() -> None:
    """Code and word of one entry are one flag."""
    made = DualUse([row("880610"), row(word="drone")])

    assert [flag.basis for flag in made.flags("8806.10", "drone")] == ["tariff code 880610"]


def test_an_edition_that_was_not_known_flags_nothing() -> None:
    """By the knowledge of a day before the list there is no list."""
    rows = [row("852589", edition="2024-02-23")]

    assert not DualUse(rows, known="2023-01-01").flags("852589", "")
    assert DualUse(rows, known="2024-02-23").flags("852589", "")


def test_the_table_of_the_directory_holds_what_it_says(snapshot: Snapshot) -> None:
    """Fifty codes of the common high priority list, each of a right form; every row has a code or a word."""
    rows = snapshot.rows("dual_use_goods")
    codes = [one["tariff_code"] for one in rows if one["list"] == "common high priority list"]

    assert len(codes) == len(set(codes)) == 50
    assert all(map(is_valid, codes))
    assert all(bool(one["tariff_code"]) != bool(one["word"]) for one in rows)
