"""Reading directories: what lies over what, and what is told of files that cannot be read."""

import shutil
from pathlib import Path

import pytest

from barred.directory.read import read_directories
from barred.errors import FileProblem

ORGANISATION = 'id = "{}"\ntitle = "{}"\n'


def written(path: Path, content: str | bytes) -> Path:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(root: Path) -> list[str]:
    """Give what reading a directory finds."""
    return [str(one) for one in sorted(read_directories([root]).findings)]


def test_a_directory_is_read_whole(root: Path) -> None:
    """Every record and table is there under its kind and id, with path and text."""
    stack = read_directories([root])

    assert stack.findings == []
    assert [one.id for one in stack.of_kind("source")] == ["harbour-gazette", "supply-act"]
    assert [one.id for one in stack.of_kind("organisation")] == ["acme-optics", "harbour-gazette", "lumen-cameras"]
    assert stack.records["restriction", "supply-act-s12"].shown == "base/restrictions/gb/supply-act-s12.toml"
    assert stack.tables[0].header == ("word", "product", "source")
    assert stack.tables[0].rows[1] == (
        3,
        {"word": "recorder", "product": "ict/video-surveillance/recorder", "source": "harbour-gazette"},
    )


def test_an_overlay_replaces_and_adds(root: Path, tmp_path: Path) -> None:
    """A record of the same kind and id goes before the one below; others stay, new ones are added."""
    written(tmp_path / "over/organisations/zz/acme-optics.toml", ORGANISATION.format("acme-optics", "Acme, renamed"))
    written(tmp_path / "over/organisations/zz/new.toml", ORGANISATION.format("new", "New"))
    written(tmp_path / "over/tables/words.csv", "word,product,source\nlens,accessory,supply-act\n")

    stack = read_directories([root, tmp_path / "over"])

    assert stack.findings == []
    assert stack.hidden == []
    assert stack.records["organisation", "acme-optics"].data["title"] == "Acme, renamed"
    assert stack.records["organisation", "acme-optics"].shown == "over/organisations/zz/acme-optics.toml"
    assert [one.id for one in stack.of_kind("organisation")] == [
        "acme-optics",
        "harbour-gazette",
        "lumen-cameras",
        "new",
    ]
    assert [row["word"] for table in stack.tables for _, row in table.rows] == ["camera", "recorder", "lens"]


def test_the_last_directory_counts(root: Path, tmp_path: Path) -> None:
    """The order given decides, and nothing else."""
    for name in ("one", "two"):
        written(tmp_path / name / "organisations/zz/acme-optics.toml", ORGANISATION.format("acme-optics", name))

    titles = [
        read_directories([root, tmp_path / first, tmp_path / last]).records["organisation", "acme-optics"].data["title"]
        for first, last in (("one", "two"), ("two", "one"))
    ]

    assert titles == ["two", "one"]


def test_directories_of_one_name_are_told_apart(invented: Path, tmp_path: Path) -> None:
    """Findings name the file so that it can be found, also when two folders are called the same."""
    written(tmp_path / "other/base/sources/torn.toml", "id =")

    stack = read_directories([invented, tmp_path / "other/base"])

    assert [one.file for one in stack.findings] == [f"{(tmp_path / 'other/base').as_posix()}/sources/torn.toml"]


def test_one_id_in_two_files_is_a_finding(invented: Path) -> None:
    """The first by path counts, and the other is told."""
    again = invented / "organisations/zz/later/acme-optics.toml"
    written(again, (invented / "organisations/zz/acme-optics.toml").read_bytes())

    stack = read_directories([invented])

    assert [one.path for one in stack.hidden] == [again]
    assert [(one.code, one.file) for one in stack.findings] == [
        ("DIR-004", "base/organisations/zz/later/acme-optics.toml")
    ]


def test_a_file_that_is_no_toml_is_a_finding(invented: Path) -> None:
    """The line of the fault is told, the other files are read."""
    written(invented / "sources/torn.toml", 'id = "torn"\ntitle = "unfinished\n')
    written(invented / "sources/short.toml", 'id = "short"\nvia = [\n')

    assert told(invented) == [
        "base/sources/short.toml:3: DIR-001: not TOML: Invalid value, correct the syntax",
        "base/sources/torn.toml:2: DIR-001: not TOML: Illegal character '\\n', correct the syntax",
    ]
    assert len(read_directories([invented]).of_kind("source")) == 2


@pytest.mark.parametrize("place", ["sources/latin.toml", "tables/latin.csv"])
def test_a_file_that_is_not_utf8_is_a_finding(invented: Path, place: str) -> None:
    """The first wrong byte is told with its line."""
    written(invented / place, b"one\ntwo\nM\xfcller\n")

    assert told(invented) == [f"base/{place}:3: DIR-001: byte 9 is not UTF-8, save the file as UTF-8"]


SECOND = {
    "plain fields": ('id = "a"\ntitle = "A"\nid = "b"\ntitle = "B"\n', 3),
    "behind a list": ('id = "a"\ntitle = "A"\n\n[[parts]]\ntitle = "P"\n\nid = "b"\ntitle = "B"\n', 7),
    "behind a table": ('id = "a"\ntitle = "A"\n[capture]\nbytes = 1\nid = "b"\ntitle = "B"\n', 5),
    "broken further on": ('id = "a"\ntitle = "A"\n\nid = "b"\ntitle = \n', 4),
}


@pytest.mark.parametrize("name", SECOND)
def test_two_records_in_a_file_are_a_finding(invented: Path, name: str) -> None:
    """The line where the second begins is told, also where TOML sees no fault."""
    text, line = SECOND[name]
    written(invented / "sources/two.toml", text)

    assert told(invented) == [
        f"base/sources/two.toml:{line}: DIR-002: a second record begins here, keep one record a file"
    ]


def test_two_vocabularies_in_a_file_are_a_finding(invented: Path) -> None:
    """Terms have ids too; only the second list gives its last term a second one."""
    text = 'id = "a"\ntitle = "A"\n\n[[terms]]\nid = "one"\ntitle = "One"\n\n'
    written(invented / "vocabulary/two.toml", text + text)

    assert [(one.line, one.code) for one in read_directories([invented]).findings] == [(8, "DIR-002")]


def test_a_fault_in_a_vocabulary_is_no_second_record(invented: Path) -> None:
    """The ids of terms do not make a broken list look like two."""
    written(invented / "vocabulary/torn.toml", 'id = "a"\n[[terms]]\nid = "one"\n[[terms]]\nid = two\n')

    assert [(one.line, one.code) for one in read_directories([invented]).findings] == [(5, "DIR-001")]


def test_bad_rows_are_told_and_good_ones_kept(invented: Path) -> None:
    """Every row that does not fit the header is a finding at the line where it begins."""
    rows = 'word,product,source\nlens\n"two\nlines",accessory,supply-act\nmount,accessory,supply-act,more\n'
    written(invented / "tables/bad.csv", rows)

    stack = read_directories([invented])

    assert [(one.line, one.what) for one in stack.findings] == [
        (2, "1 cells where the header has 3"),
        (5, "4 cells where the header has 3"),
    ]
    assert stack.tables[0].rows == ((3, {"word": "two\nlines", "product": "accessory", "source": "supply-act"}),)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("word,word\n", 1), ("word,,source\n", 1), ('word,source\nlens,"act\nmore\n', 2), ('word\n"a"b\n', 2)],
    ids=["empty", "twice", "nameless", "open quote", "sign after a quote"],
)
def test_a_table_that_cannot_be_read_is_a_finding(invented: Path, text: str, line: int) -> None:
    """Header and quoting are told where they go wrong."""
    written(invented / "tables/bad.csv", text)

    assert [(one.line, one.code) for one in read_directories([invented]).findings] == [(line, "TAB-001")]


def test_separators_of_other_systems_break_no_line(invented: Path) -> None:
    """Only a line feed ends a line; signs that Python takes for line ends are part of a text."""
    written(invented / "tables/odd.csv", "word,source\nle\u2028ns,supply-act\nca\x85mera\n")
    written(invented / "sources/odd.toml", 'id = "odd"\ntitle = "a\u2028b"\nnote = 1\n')

    assert [(one.file, one.line) for one in read_directories([invented]).findings] == [("base/tables/odd.csv", 3)]


@pytest.mark.parametrize(
    "place", ["restrictions/gb/law.tml", "tables/words.tsv", "tables/old/words.csv", "restriction/gb/law.toml"]
)
def test_a_file_where_nothing_is_read_is_a_finding(invented: Path, place: str) -> None:
    """A slip in a name must not make a record disappear."""
    written(invented / place, "")

    assert [(one.file, one.code) for one in read_directories([invented]).findings] == [(f"base/{place}", "DIR-009")]


@pytest.mark.parametrize(
    "place", ["LICENSE", "pyproject.toml", "sources/README.md", ".git/config.toml", "tables/.hidden", "notes/a.txt"]
)
def test_what_is_no_record_may_lie_beside(invented: Path, place: str) -> None:
    """Notes, hidden files and the files of a repository are left alone."""
    written(invented / place, "")

    assert told(invented) == []


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """The folder is named, with what to do."""
    with pytest.raises(FileProblem, match=r"nowhere: no such folder; give the folder of a directory"):
        read_directories([tmp_path / "nowhere"])


def test_a_folder_without_records_is_an_error(tmp_path: Path) -> None:
    """What would make it a directory is named."""
    with pytest.raises(FileProblem, match=r"not a directory of records; expected one of events, .*, tables"):
        read_directories([tmp_path])


def test_the_order_of_files_on_disk_does_not_matter(root: Path, tmp_path: Path) -> None:
    """A directory copied file by file in another order reads the same."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    for path in reversed(files):
        copy = tmp_path / "base" / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)

    one, other = read_directories([root]), read_directories([tmp_path / "base"])

    assert [(key, file.text) for key, file in one.records.items()] == [
        (key, file.text) for key, file in other.records.items()
    ]
    assert one.tables == other.tables
