"""The report for an auditor: everything that was found, and everything that was not, in every form."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from barred.errors import UsageProblem
from barred.publishing.paper.html import paper_html
from barred.publishing.paper.paper import Grid, Heading, Pairs, Paper, Words, cell
from barred.publishing.paper.pdf import write_pdf
from barred.publishing.report.audit_paper import audit_paper
from barred.publishing.report.finding_rows import FindingRows
from barred.publishing.report.report import open_report
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from tests.publishing.checks import INQUIRY, checked_row

HEAD = ReportHead([TableHead("quote.csv", ["text"])], ["outcome"], is_check=True)
ROWS = [
    checked_row("barred", "Acme AB-1", row=2, quantity="4"),
    checked_row("depends", "Acme AB-2", row=3),
    checked_row("waived", "Acme AB-3", row=4, waivers=("w-1",)),
    checked_row("clear", "Zenith Z-1", row=5),
    checked_row("unidentified", "Камера 摄像机", row=6),
    checked_row("barred", "Acme AB-9", row=7),
    CheckedRow(8, ["Total"]),
]
# What the issue of the report asks for, each by words that tell it.
TOLD = (
    "the harbour office", "sha256:00", "2026-11-25", "sha256:aa", "there is no such file", "header 'Typ' is 'typ' (de)",
    "Preis", "Acme AB-1", "Acme AB-9", "Nobody buys from Acme", "target: names Acme", "The Acme Act", "primary",
    "https://law.invalid/acme?a=1&b=2", "w-1", "applied", "w-2", "ended", "Where?", "Камера", "摄像机", "not JSON",
    "2 components", "they are of other types",
    "Evidence, not advice.", "Prepared by", "Reviewed by", "never counted as clear",
)  # fmt: skip


def write(path: Path, rows: Sequence[CheckedRow] = ROWS) -> Path:
    """Write a report of one table."""
    with open_report(path, HEAD) as report:
        report.add("quote.csv", rows)
        report.finish({"on": "2026-11-20"}, INQUIRY)
    return path


def pdf_text(path: Path) -> str:
    """Give the words of a PDF with single spaces, and none inside words that a line end cut."""
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


class Seen(HTMLParser):
    """Takes down the tags and words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Take down words."""
        self.words.append(data)


def seen(page: str) -> Seen:
    """Read a page."""
    found = Seen()
    found.feed(page)
    return found


def test_html_tells_everything(tmp_path: Path) -> None:
    """Nothing that an auditor asks for is missing."""
    text = "".join(seen(write(tmp_path / "r.html").read_text("utf-8")).words)

    assert [told for told in TOLD if told not in text] == []


def test_pdf_tells_everything_as_text(tmp_path: Path) -> None:
    """Chinese and Cyrillic letters come back from the file as they were put in."""
    text = pdf_text(write(tmp_path / "r.pdf"))

    squeezed = re.sub(r"[\s\ufffe]", "", text)
    assert [told for told in TOLD if re.sub(r"\s", "", told) not in squeezed] == []
    assert re.search(r"page 1 of \d+", text)


def test_the_workbook_has_the_same_parts(tmp_path: Path) -> None:
    """Behind the user's rows, a sheet for each part."""
    book = CalamineWorkbook.from_path(write(tmp_path / "r.xlsx"))
    cells = [str(one) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for one in row]
    text = "\n".join(cells)

    assert book.sheet_names[:2] == ["quote.csv", "About"]
    assert {"Findings", "Not recognised", "Sources", "Waivers", "Signatures"} <= set(book.sheet_names)
    told_elsewhere = {"Evidence, not advice."}  # the sheet About has what the caller puts there
    assert [told for told in TOLD if told not in text and told not in told_elsewhere] == []


@pytest.mark.parametrize("name", ["r.html", "r.pdf", "r.xlsx", "r.cdx.json", "r.sarif"])
def test_the_same_check_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    """No date, no chance."""
    first, second = write(tmp_path / name).read_bytes(), write(tmp_path / f"again-{name}").read_bytes()

    assert first == second


def test_rows_of_one_verdict_are_one_finding() -> None:
    """The reasons stand once, and every row is listed with its own text."""
    found = FindingRows()
    found.add("quote.csv", ROWS)

    shared = found.of("barred")

    assert [[spot.row for spot in one.spots] for one in shared] == [[2, 7]]
    assert found.counts() == {"barred": 2, "depends": 1, "waived": 1, "noted": 0, "clear": 1, "unidentified": 1}


@given(st.lists(st.sampled_from(["barred", "depends", "waived", "noted", "clear", "unidentified"]), max_size=30))
def test_no_row_is_lost_between_findings(outcomes: list[str]) -> None:
    """Every row with a verdict stands in exactly one finding, of its own outcome, in file order."""
    rows = [checked_row(outcome, row=at) for at, outcome in enumerate(outcomes)]
    found = FindingRows()
    for one in rows:  # one by one: batches change nothing
        found.add("quote.csv", [one])

    told = {spot.row: one.outcome for one in found.of(*found.counts()) for spot in one.spots}

    assert told == dict(enumerate(outcomes))
    assert sum(found.counts().values()) == len(outcomes)


def test_long_lists_say_how_much_they_leave_out() -> None:
    """A cut is never silent."""
    found = FindingRows()
    found.add("quote.csv", [checked_row("unidentified", f"thing {at}", row=at) for at in range(2_003)])

    told = [block.text for block in audit_paper(INQUIRY, found).blocks if isinstance(block, Words)]

    assert any(one.startswith("3 more rows are not listed here") for one in told)


def words(found: FindingRows) -> list[str]:
    """Give the paragraphs of a report."""
    return [block.text for block in audit_paper(INQUIRY, found).blocks if isinstance(block, Words)]


def test_findings_that_are_not_laid_out_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst come first, whenever they came, and the report says how many rows are elsewhere, and where."""
    monkeypatch.setattr("barred.publishing.report.audit_paper._MOST_FINDINGS", 2)
    found = FindingRows()
    noted = [checked_row("noted", notice=f"{at}", row=at) for at in range(3)]
    found.add("quote.csv", [*noted, checked_row("noted", notice="0", row=4), checked_row("barred", row=5)])

    told, headings = words(found), [one for one in audit_paper(INQUIRY, found).blocks if isinstance(one, Heading)]

    assert [one.outcome for one in headings if one.text.startswith("Finding ")] == ["barred", "noted"]
    assert any(one.startswith("2 findings are laid out here. 2 more rows have findings of their own") for one in told)
    assert any(one.startswith("These are the sources of the findings that are laid out above") for one in told)


def test_a_long_check_lists_some_rows_of_every_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no more room, the first rows stand under a finding in any case."""
    monkeypatch.setattr("barred.publishing.report.audit_paper._MOST_LISTED", 8)
    found = FindingRows()
    for notice in ("a", "b", "c"):
        found.add("quote.csv", [checked_row("noted", notice=notice, row=at) for at in range(7)])

    grids = [
        one for one in audit_paper(INQUIRY, found).blocks if isinstance(one, Grid) and one.header[-1] == "quantity"
    ]

    assert [len(one.rows) for one in grids] == [7, 5, 5]
    assert sum(one.startswith("2 more rows are not listed here") for one in words(found)) == 2


def test_what_is_not_kept_is_counted() -> None:
    """Places beyond a number, and verdicts beyond a number; the counts are those of all rows."""
    found = FindingRows(most_spots=2, most_shared=1)
    found.add("quote.csv", [checked_row("depends", notice="a", row=at) for at in range(5)])
    found.add("quote.csv", [checked_row("depends", notice="b", row=at) for at in range(4)])

    [shared] = found.of("depends")

    assert ([spot.row for spot in shared.spots], shared.rows) == ([0, 1], 5)
    assert found.counts()["depends"] == 9
    assert any(one.startswith("1 findings are laid out here. 4 more rows") for one in words(found))
    assert any(one.startswith("4 rows more may have questions of their own") for one in words(found))
    question = next(
        row for one in audit_paper(INQUIRY, found).blocks if isinstance(one, Grid) and one.header[0] == "question"
        for row in one.rows
    )  # fmt: skip
    assert question[2].text == "0, 1 and 3 more"


def test_unrecognised_rows_are_not_clear() -> None:
    """They have a part of their own, and none of them stands under what is clear."""
    found = FindingRows()
    found.add("quote.csv", ROWS)
    blocks = audit_paper(INQUIRY, found).blocks
    at = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.text.startswith("Recognised"))

    grid = next(one for one in blocks[at:] if isinstance(one, Grid))

    assert [row[2].text for row in grid.rows] == ["Zenith Z-1"]


def test_html_fetches_nothing_and_runs_nothing(tmp_path: Path) -> None:
    """What a file holds stays words, whatever it looks like."""
    bad = '</style><script>alert(1)</script><img src=x onerror="alert(2)">\0'
    page = write(tmp_path / "r.html", [checked_row("barred", bad), checked_row("unidentified", bad)]).read_text("utf-8")

    found = seen(page)

    assert {tag for tag, _ in found.tags}.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    assert not any(name.startswith("on") or name == "src" for _, named in found.tags for name in named)
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert "\0" not in page
    links = [named["href"] or "" for tag, named in found.tags if tag == "a"]
    assert links
    assert all(one.startswith("https://law.invalid/") for one in links)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "ftp://x", ""])
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    """A record cannot make a report run something."""
    assert cell("words", address=address).address == ""


@given(st.text(max_size=60))
def test_any_words_can_be_set_in_both_forms(text: str) -> None:
    """Markup, odd letters and control characters neither break a page nor leave their cell."""
    paper = Paper("Title", "mark", [Words(text), Pairs([(text, text)]), Grid([text], [[cell(text)]], [1])])

    page = paper_html(paper)

    assert {tag for tag, _ in seen(page).tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "p", "dl", "div", "dt", "dd", "table",
        "colgroup", "col", "thead", "tr", "th", "tbody", "td", "footer",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["<b>bold", "&amp;", "한국어 かな 漢字", "กล้อง ⚡", "x" * 5_000, "\x00\x0b", "word " * 3_000]
)
def test_pdf_sets_hard_words(tmp_path: Path, text: str) -> None:
    """Markup stays words, a letter without a font is marked and told, and a cell longer than a page goes on."""
    path = tmp_path / "r.pdf"

    write_pdf(Paper("Title", "mark", [Words(text), Grid(["a", "b"], [[cell(text), cell("next")]], [1, 1])]), path)

    told = pdf_text(path)
    assert "next" in told
    assert ("has no font for" in told) == any(letter in text for letter in "ก⚡\x00")


def test_a_table_has_its_header_on_every_page(tmp_path: Path) -> None:
    """Who opens page 3 still knows the columns, and no row is lost at a page's end."""
    path = tmp_path / "r.pdf"
    rows = [[cell(f"row-{at}-"), cell("words " * 20)] for at in range(150)]

    write_pdf(Paper("Title", "mark", [Grid(["first column", "second column"], rows, [1, 3])]), path)

    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert len(pages) > 3
    assert all("first column" in page for page in pages)
    text = "".join(pages)
    assert [at for at in range(150) if text.count(f"row-{at}-") != 1] == []


def test_a_report_for_an_auditor_needs_a_whole_check(tmp_path: Path) -> None:
    """Rows alone do not say what was asked of what; nothing is left behind."""
    rows_alone = ReportHead(HEAD.tables, HEAD.added)

    with pytest.raises(UsageProblem, match="whole check"), open_report(tmp_path / "r.html", HEAD) as report:
        report.finish({})
    with pytest.raises(UsageProblem, match=r"whole check; use \.csv"), open_report(tmp_path / "r.pdf", rows_alone):
        pass

    assert list(tmp_path.iterdir()) == []
