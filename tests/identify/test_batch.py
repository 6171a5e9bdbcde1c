"""Columns get the answers that single texts get."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.identify.batch import can_be_known, identify_column, identify_subjects
from barred.identify.identifiers import identifier_notes
from barred.identify.identify import identify
from barred.model.question import Subject
from tests.identify.firms import index

PIECES = st.sampled_from((
    "Veloptic", "VelOptic", "Vel", "Optic", "Velotpic", "Velloptix", "Quanta", "Pivot", "pivot", "VLS", "Shutterly",
    "Hangzhou", "Digital", "Technology", "Co., Ltd.", "TECHNOLOGYCO.,LTD", "GmbH",
    "示例威视", "示例", "摄像机", "杭州", "VD-2CD2143G2", "vd-2cd2143",
    "VD", "2CD2143", "TheVD-2CD21", "thevd-2cd21", "2366G2", "VD-1200", "VPC-B200",
    "P1224", "SH8-T2669EW", "SH8T2669EW", "SH8", "T2669EW", "camera", "bracket for", "mit", "é", "\u200b", "™", "_",
    "-", "–", "ＶＤ－２ＣＤ２１", "Velqua", "Scale", "Factory", "12", "a",
    "00EXAMPLEOPTICS00078", "00EX AMPLEOPTICS 000 78", "ZZ000EXMPL07", "ZZ000EXMPL70", "91000000EXAMP1E00B",
    "HARBOUR:VEL", "harbour:vel", "2ZZZZ-EX200", "2ZZZZ", "FCC ID", "ZZQ", "FCC ID: ZZQEX1", "CIK", "cik 1234", "UEI",
    "ZZ9EXAMPK7Q2", "CAGE", "9ZZZ9", "00:53:ab:12:34:56", "0053.ab12.3456", "0053AB", "0053ab123456", "MAC", "00:53:AB",
    "00-53-AB-XX-XX-XX", "00-53-AB", ":", "００:53:AB:12:34:56", "00 53 ab 12 34 56", "AA:BB:CC:DD:EE:FF",
    "A8 BB CC DD EE FF", "a8bbccddeeff", "00EX AMPL EOPT ICS0 0078",
))  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from((" ", "", ", ", "\n"))), max_size=6).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
) | st.text(max_size=12)
ROLES = ("text", "organisation", "brand", "model", "description", "identifier")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.none() | TEXTS, max_size=8))
def test_a_column_gets_the_answers_of_its_texts(texts: list[str | None]) -> None:
    """The sieve drops no row in which anything is found."""
    made = identify_column(pa.array(texts, pa.string()), index)

    assert [made.of(at) for at in range(len(texts))] == [
        identify(Subject(text), index) if text is not None else () for text in texts
    ]


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(ROLES), TEXTS), max_size=5))
def test_rows_of_columns_get_the_answers_of_their_subjects(rows: list[dict[str, str]]) -> None:
    """Each column keeps its meaning, and what the text says beyond the columns is read too."""
    subjects = [
        Subject(row.get("text", ""), kind="row", fields={role: row[role] for role in row if role != "text"})
        for row in rows
    ]

    assert identify_subjects(subjects, index) == [identify(one, index) for one in subjects]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(ROLES), TEXTS), max_size=5))
def test_what_the_sieve_drops_has_nothing_to_tell(rows: list[dict[str, str]]) -> None:
    """Neither a candidate nor an identifier, be it right, wrong or of nobody known."""
    subjects = [
        Subject(row.get("text", ""), kind="row", fields={role: row[role] for role in row if role != "text"})
        for row in rows
    ]

    dropped = [one for one, can_be in zip(subjects, can_be_known(subjects, index), strict=True) if not can_be]

    assert all(identify(one, index) == () for one in dropped)
    assert all(identifier_notes(one, index) == () for one in dropped)


def test_columns_without_a_text_are_joined() -> None:
    """Brand and model stand beside each other although they are two columns."""
    columns = {
        "brand": pa.array(["Veloptic", None, "Nobody"], pa.string()),
        "model": pa.array(["2366G2", "VD-2CD21", None], pa.string()),
    }

    made = identify_column(columns, index)

    assert [[one.band for one in made.of(at)] for at in range(3)] == [["confirmed"], ["confirmed"], []]


def test_equal_rows_are_decided_once() -> None:
    """A million rows of three things are three questions."""
    made = identify_column(pa.array(["Veloptic", None, "Veloptic", "  ", "x"], pa.string()), index)

    assert made.rows.to_pylist() == [0, None, 0, None, 1]
    assert len(made.candidates) == 2


def test_nothing_in_nothing_out() -> None:
    """Empty columns and columns of nulls have no candidates."""
    assert identify_column(pa.array([], pa.string()), index).candidates == ()
    assert identify_column(pa.array([None, ""], pa.string()), index).candidates == ()
    assert identify_subjects([], index) == []
    assert can_be_known([], index) == []
