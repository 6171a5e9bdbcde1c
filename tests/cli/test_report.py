"""`barred report` and the reports of `barred check` for people: drafts with clocks, and pages for an auditor."""

import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.publishing.clauses.clause import clauses, read_clause

CASE = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2026-11-20")
QUOTE = """Hersteller,Typ,Bezeichnung,Menge
Hikvision,DS-2CD2143G2-I,Dome-Kamera,4
Axis,P3245-V,Dome-Kamera,2
海康威视,DS-2CD2143G2-I,网络摄像机,1
Lorex,LNB9232S,4K camera,1
,,Montage,8
"""
Printed = tuple[int, str, str]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> Path:
    """Give a saved check."""
    quote = tmp_path / "quote.csv"
    quote.write_text(QUOTE, "utf-8")
    saved = tmp_path / "check.json"
    main(("check", str(quote), *CASE, "-o", str(saved), "--quiet", "--snapshot", str(snapshot.path)))
    capsys.readouterr()
    return saved


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> Printed:
    """Run `barred report`; give its status and what it printed."""
    status = main(("report", *words, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_both_clocks_are_computed(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path) -> None:
    """One business day, then ten; a holiday in between is passed over and named."""
    said = ("--identified", "2026-11-25T16:30", "--format", "json")

    draft = json.loads(run(capsys, snapshot, "far-52.204-25", str(check), *said)[1])
    sent = json.loads(run(capsys, snapshot, "far-52.204-25", str(check), *said, "--submitted", "2026-11-25")[1])

    assert [one["due"] for one in draft["stages"]] == [
        "the end of 2026-11-27 (Friday)",
        "the end of 2026-12-11 (Friday)",
    ]
    assert "Thanksgiving Day on 2026-11-26 is not counted" in draft["stages"][0]["counted"]
    assert sent["stages"][1]["due"] == "the end of 2026-12-10 (Thursday)"
    assert {one["source"]["proof"] for one in draft["stages"]} == {"primary"}


def test_what_nobody_said_is_not_known(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path) -> None:
    """Fields are null in JSON and told as not known in text; what was said stands there."""
    words = ("far-52.204-25", str(check), "--identified", "2026-11-20T10:00", "--contract", "C-1", "--cage", "9zzz9")

    _, text, _ = run(capsys, snapshot, *words)
    draft = json.loads(run(capsys, snapshot, *words, "--format", "json")[1])

    fields = {one["field"]: one["value"] for stage in draft["stages"] for one in stage["fields"]}
    assert fields == {
        "contract": "C-1", "order": None, "supplier": None, "uei": None, "cage": "9ZZZ9", "mitigation": None,
        "further_mitigation": None, "efforts": None, "additional_efforts": None,
    }  # fmt: skip
    assert "supplier name:                     not known" in text
    assert "DRAFT" in text


def test_items_are_those_that_are_bound(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path) -> None:
    """Brand and model as the file has them; what is still open stands apart, and clear rows nowhere."""
    draft = json.loads(
        run(capsys, snapshot, "far-52.204-25", str(check), "--identified", "2026-11-20", "--format", "json")[1]
    )

    assert [(one["brand"], one["model"], one["places"]) for one in draft["items"]] == [
        ("Hikvision", "DS-2CD2143G2-I", ["quote.csv row 2"]),
        ("海康威视", "DS-2CD2143G2-I", ["quote.csv row 4"]),
    ]
    assert [one["brand"] for one in draft["unsettled"]] == ["Lorex"]
    assert draft["unsettled"][0]["questions"]


def test_the_successor_says_how_little_is_known(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path
) -> None:
    """72 hours, by a source that only indicates it; its fields are another clause's, and that is told."""
    words = ("far-52.240-91", str(check), "--identified", "2026-11-20T10:00")

    _, text, _ = run(capsys, snapshot, *words)
    draft = json.loads(run(capsys, snapshot, *words, "--format", "json")[1])

    assert draft["stages"][0]["due"] == "2026-11-23 10:00"
    assert draft["stages"][0]["source"]["proof"] == draft["source"]["proof"] == "indicated"
    assert draft["fields_borrowed_from"] == "far-52.204-25"
    assert "No source at hand gives the fields of this clause." in text


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".json", ".txt"])
def test_drafts_are_written_whole(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path, tmp_path: Path, suffix: str
) -> None:
    """In every form, the same bytes again, and never over the check."""
    words = ("far-52.204-25", str(check), "--identified", "2026-11-20T10:00")
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"

    statuses = [run(capsys, snapshot, *words, "-o", str(path))[0] for path in (first, second)]

    assert statuses == [0, 0]
    assert first.read_bytes() == second.read_bytes() != b""
    before = check.read_bytes()
    assert run(capsys, snapshot, *words, "-o", str(check))[0] == 2
    assert check.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("far-1", "--identified", "2026-11-20"), "far-52.204-25"),
        (("far-52.204-25", "--identified", "yesterday"), "2026-11-20T10:00"),
        (("far-52.204-25", "--identified", "2019-01-01"), "no edition"),
        (("far-52.204-25", "--identified", "2026-11-20", "--uei", "SHORT"), "--uei"),
        (("far-52.204-25", "--identified", "2026-11-20", "--cage", "ABCDE"), "--cage"),
        (("far-52.204-25", "--identified", "2026-11-20", "--submitted", "2026-11-01"), "before"),
        (("far-52.204-25", "--identified", "2026-11-20", "--submitted", "soon"), "2026-11-23"),
        (("far-52.204-25", "--identified", "2026-11-20", "-o", "draft.doc"), ".html"),
    ],
)
def test_wrong_words_are_clear_errors(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path, words: tuple[str, ...], told: str
) -> None:
    """What was given, what was expected."""
    status, out, err = run(capsys, snapshot, words[0], str(check), *words[1:])

    assert (status, out) == (2, "")
    assert told in err


@pytest.mark.parametrize("content", ["", "{", '[{"outcome": "barred"}]', "[7]", "\xff"])
def test_what_is_no_check_is_refused(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path, content: str
) -> None:
    """A draft rests on verdicts or is not made."""
    path = tmp_path / "check.json"
    path.write_bytes(content.encode("latin-1"))

    status, _, err = run(capsys, snapshot, "far-52.204-25", str(path), "--identified", "2026-11-20")

    assert status == 2
    assert "check.json" in err


def test_nothing_to_report_is_incomplete(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """A check without a bound row gives a draft that says so, and status 3."""
    path = tmp_path / "check.jsonl"
    path.write_text("", "utf-8")

    status, out, _ = run(capsys, snapshot, "far-52.204-25", str(path), "--identified", "2026-11-20")

    assert status == 3
    assert "No row of the checks is certainly bound" in out


def test_every_clause_on_record_can_be_read(snapshot: Snapshot) -> None:
    """Each names restrictions that exist, has a clock, and says by which source."""
    found = [read_clause(snapshot, one, on="2026-11-20") for one in clauses(snapshot)]

    assert len(found) >= 2
    for one in found:
        assert one.clocks
        assert one.fields
        assert one.restrictions
        assert all(snapshot.restriction(key).title for key in one.restrictions)


def test_a_check_for_an_auditor(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path, tmp_path: Path
) -> None:
    """One run writes every form; the page has the digest of the file and says that nobody looked at waivers."""
    quote = check.parent / "quote.csv"
    paths = [tmp_path / name for name in ("r.html", "r.pdf", "r.xlsx", "r.cdx.json", "r.sarif")]
    options = [word for path in paths for word in ("-o", str(path))]

    status = main(("check", str(quote), *CASE, *options, "--snapshot", str(snapshot.path)))
    capsys.readouterr()

    page = paths[0].read_text("utf-8")
    assert status == 1
    assert all(path.stat().st_size > 1_000 for path in paths)
    assert snapshot.digest in page
    assert "Waivers on record were not looked at." in page
    assert "Montage" in page
    results = json.loads(paths[4].read_text("utf-8"))["runs"][0]["results"]
    assert [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in results] == [2, 4, 5, 6]


def test_what_was_written_is_read_again(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path, tmp_path: Path
) -> None:
    """The devices of a CycloneDX report, checked again, have the same outcomes."""
    out = tmp_path / "r.cdx.json"
    main(("check", str(check.parent / "quote.csv"), *CASE, "-o", str(out), "--snapshot", str(snapshot.path)))
    capsys.readouterr()

    main(("check", str(out), *CASE, "--format", "jsonl", "--quiet", "--snapshot", str(snapshot.path)))

    found = [json.loads(line)["outcome"] for line in capsys.readouterr().out.splitlines()]
    assert found == ["barred", "clear", "barred", "depends"]


def test_waivers_are_told_with_their_state(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, check: Path, tmp_path: Path
) -> None:
    """One that covered a row is applied; one that ended is listed too."""
    book, page = ("--snapshot", str(snapshot.path)), tmp_path / "r.html"
    for covers, expires in (("model=DS-2CD2143G2-I", "2027-01-01"), ("brand=Lorex", "2026-02-01")):
        assert main(("waiver", "add", covers, "--restriction", "us-ndaa-2019-s889-a1a", "--reason", "spare parts",
                     "--approved-by", "the head of the agency", "--granted", "2026-01-01", "--expires", expires,
                     *book)) == 0  # fmt: skip

    main(("check", str(check.parent / "quote.csv"), *CASE, "--waivers", "-o", str(page), *book))
    capsys.readouterr()

    text = page.read_text("utf-8")
    assert "<td>applied</td>" in text
    assert "<td>ended</td>" in text
