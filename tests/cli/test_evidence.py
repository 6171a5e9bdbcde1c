"""`barred evidence`: covering documents, looking citations up again, citing words; all on an invented directory."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.evidence.passage import passage_digest

ROOT = Path(__file__).parents[2]
GAZETTE = "Lens <Optics> is barred since 2019.\n\nRead more below.\nPrism said that it  is not concerned. It closed.\n"
LETTER = "To whom it may concern: Lens is sound.\n"

Run = Callable[..., tuple[int, str, str]]


def block(key: str, words: str, *, source: str = "gazette", text: str = GAZETTE) -> str:
    """A block of evidence."""
    start = text.index(words)
    place = f'start = {start}\nend = {start + len(words)}\ndigest = "{passage_digest(words)}"\n'
    return f'\n[[evidence]]\nkey = "{key}"\nsource = "{source}"\n{place}'


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Two captured documents."""
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "one.txt").write_bytes(GAZETTE.encode())
    (folder / "two.txt").write_bytes(LETTER.encode())
    return folder


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory with three sources, two of them captured, and an organisation that cites all."""
    folder = tmp_path / "directory"
    shutil.copytree(ROOT / "directory" / "vocabulary", folder / "vocabulary")
    (folder / "sources").mkdir()
    for key, text in {"gazette": GAZETTE, "letter": LETTER, "talk": ""}.items():
        written = f'id = "{key}"\ntitle = "A {key}"\ntype = "press"\npublisher = "Optica"\nproof = "reported"\n'
        if text:
            digest = sha256(text.encode()).hexdigest()
            written += f'language = "en"\nrecorded = "2024-01-01"\n\n[capture]\ndigest = "sha256:{digest}"\n'
            written += f'bytes = {len(text.encode())}\nmedia_type = "text/plain"\n'
        (folder / "sources" / f"{key}.toml").write_text(written, "utf-8")
    (folder / "organisations" / "zz").mkdir(parents=True)
    record = (
        'id = "lens"\ntitle = "Lens Optics"\ntypes = ["company"]\n\n[[names]]\ntext = "Lens Optics"\ntype = "legal"\n'
    )
    record += 'usage = "distinctive"\nevidence = ["barred", "talk"]\n' + block(
        "barred", "Lens <Optics> is barred since 2019."
    )
    record += block("denied", "is not concerned") + block("sound", "Lens is sound.", source="letter", text=LETTER)
    (folder / "organisations" / "zz" / "lens.toml").write_text(
        record + '\n[[evidence]]\nkey = "talk"\nsource = "talk"\npinpoint = "minute 3"\n', "utf-8"
    )
    (folder / "tables").mkdir()
    start = GAZETTE.index("Read")
    digest = passage_digest("Read more below.")
    (folder / "tables" / "silent_passages.csv").write_text(
        f"source,start,end,digest,reason,note\ngazette,{start},{start + 16},{digest},lead-in,\n", "utf-8"
    )
    return folder


@pytest.fixture
def run(directory: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `barred evidence`; give its status and what it printed."""

    def running(*words: str | Path) -> tuple[int, str, str]:
        main(("directory", "format", str(directory)))
        capsys.readouterr()
        status = main(("evidence", *map(str, words), "--directory", str(directory)))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return running


def test_cover_tells_what_is_cited_marked_and_open(run: Run, vault: Path) -> None:
    """A document is known by its bytes; what no record cites is listed with its position."""
    document = vault / "one.txt"

    status, out, err = run("cover", document, "--format", "json")

    [told] = json.loads(out)["documents"]
    assert (status, err) == (1, "")
    assert (told["document"], told["sources"]) == (str(document), ["gazette"])
    assert (told["passages"], told["cited"], told["marked"], told["partly"]) == (4, 1, 1, 1)
    texts = ["Prism said that it  is not concerned.", "It closed."]
    assert [one["text"] for one in told["open"]] == texts
    assert [GAZETTE[one["start"] : one["end"]] for one in told["open"]] == texts
    assert {tuple(one) for one in told["open"]} == {("start", "end", "text")}


def test_cover_lists_open_passages_by_line(run: Run, vault: Path) -> None:
    """As compilers do, so that an editor can go there."""
    status, out, _ = run("cover", vault / "one.txt", vault / "two.txt")

    assert status == 1
    assert f"{vault / 'one.txt'}:4: It closed.\n" in out
    assert "Prism said that it is not concerned. (48% cited)\n" in out


def test_nothing_open_is_success(run: Run, vault: Path, directory: Path) -> None:
    """The last passage is cited, and the status says so."""
    with (directory / "organisations" / "zz" / "lens.toml").open("a", encoding="utf-8") as file:
        file.write(block("rest", "Prism said that it  is not concerned. It closed."))

    status, out, _ = run("cover", vault / "one.txt", "--format", "json")

    assert (status, json.loads(out)["documents"][0]["open"]) == (0, [])


def test_an_unknown_document_is_named_by_its_digest(run: Run, tmp_path: Path) -> None:
    """Whoever adds its source needs it; one byte more makes another document."""
    other = tmp_path / "other.txt"
    other.write_bytes(GAZETTE.encode() + b"\n")

    status, out, err = run("cover", other)

    assert (status, out) == (2, "")
    assert sha256(other.read_bytes()).hexdigest() in err


class Page(HTMLParser):
    """A page as read by a strict reader: what it loads, its ids, its states, and tags that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.waiting: list[str] = []
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.waiting.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the last tag, which must be this one."""
        assert self.waiting.pop() == tag

    def values(self, name: str) -> list[str]:
        """Give the values of an attribute."""
        return [told[name] for _, told in self.tags if name in told]


def test_the_page_stands_alone(run: Run, vault: Path, tmp_path: Path) -> None:
    """Nothing is loaded, no script runs, every link leads to a place on the page."""
    target = tmp_path / "page.html"

    status, out, _ = run("cover", vault / "one.txt", vault / "two.txt", "--format", "html", "-o", target)

    text = target.read_text("utf-8")
    page = Page(text)
    ids = page.values("id")
    assert (status, out, page.waiting) == (1, "", [])
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"}
    assert not page.values("src")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in page.values("href")} <= set(ids)
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_tells_states_in_words_and_records_beside(run: Run, vault: Path) -> None:
    """Never by colour alone; the words of the document are shown, not run."""
    _, out, _ = run("cover", vault / "one.txt", "--format", "html")

    for state in ("cited", "marked", "open", "open, 48% cited"):
        assert f'<span class="state">{state}</span>' in out
    assert "<mark>Lens &lt;Optics&gt; is barred since 2019.</mark>" in out
    assert "<mark>is not concerned</mark>." in out
    assert '</span> lens <span class="faint">(barred)</span>' in out
    assert "lead-in" in out
    assert "@media print" in out


def test_a_document_is_never_overwritten(run: Run, vault: Path) -> None:
    """The target of -o may not be what is covered."""
    status, _, err = run("cover", vault / "one.txt", "-o", vault / "one.txt")

    assert (status, "overwrite" in err) == (2, True)
    assert (vault / "one.txt").read_bytes() == GAZETTE.encode()


def test_verify_finds_every_citation(run: Run, vault: Path) -> None:
    """Records and silent rows alike; what nobody captured does not count against it."""
    status, out, _ = run("verify", "--vault", vault, "--format", "json")

    told = json.loads(out)
    counts = {state: count for state, count in told["counts"].items() if count}
    assert (status, counts) == (0, {"found": 4, "not-captured": 1})
    assert {one["kind"] for one in told["citations"]} == {"organisation", "silent"}


def test_verify_tells_missing_documents(run: Run, vault: Path) -> None:
    """The answer is incomplete, not bad."""
    (vault / "two.txt").unlink()

    status, out, _ = run("verify", "--vault", vault)

    assert status == 3
    assert "missing-document: organisation lens, sound: letter" in out


@pytest.mark.parametrize("change", ["moved", "changed", "gone"])
def test_verify_tells_what_does_not_stand_there(run: Run, vault: Path, directory: Path, change: str) -> None:
    """The new place is told when there is one; a missing document beside it does not hide it."""
    (vault / "two.txt").unlink()
    start = GAZETTE.index("is not concerned")
    file = directory / "organisations" / "zz" / "lens.toml"
    text = file.read_text("utf-8")
    mended = {
        "moved": text.replace(f"start = {start}\nend = {start + 16}", "start = 3\nend = 19"),
        "changed": text.replace(passage_digest("is not concerned"), passage_digest("is concerned")),
        "gone": text,
    }
    file.write_text(mended[change], "utf-8")
    if change == "gone":
        table = directory / "tables" / "silent_passages.csv"
        table.write_text(
            table.read_text("utf-8").replace(",lead-in", ",lead-in").replace("gazette,", "gazette,9"), "utf-8"
        )

    status, out, _ = run("verify", "--vault", vault)

    assert status == 1
    assert f"\n{change}: " in out
    assert (f"now [{start}, {start + 16})" in out) == (change == "moved")


def test_a_vault_that_is_none_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    """Not a vault without documents."""
    assert run("verify", "--vault", tmp_path / "none")[0] == 2


def test_cite_prints_a_block_for_a_record(run: Run, vault: Path) -> None:
    """Position and digest are those of the words as they stand, whatever the gaps in the quote."""
    status, out, _ = run("cite", vault / "one.txt", "it is not concerned")

    start = GAZETTE.index("it  is")
    assert status == 0
    assert out == (
        '[[evidence]]\nkey = "it-is-not-concerned"\nsource = "gazette"\npinpoint = "line 4"\n'
        f'start = {start}\nend = {start + 20}\ndigest = "{passage_digest("it is not concerned")}"\n'
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing like it",), "do not stand"),
        (("is",), "3 times, on lines 1, 4"),
        (("is", "--line", "2"), "lines 1, 4, not on 2"),
        (("e", "--line", "4"), "quote more words"),
    ],
)
def test_cite_needs_one_place(run: Run, vault: Path, words: tuple[str, ...], told: str) -> None:
    """None or several are errors that name the lines."""
    status, out, err = run("cite", vault / "one.txt", *words)

    assert (status, out) == (2, "")
    assert told in err


def test_a_line_settles_which(run: Run, vault: Path) -> None:
    """The words may stand elsewhere too."""
    status, out, _ = run("cite", vault / "one.txt", "is", "--line", "1")

    assert (status, 'pinpoint = "line 1"' in out) == (0, True)
