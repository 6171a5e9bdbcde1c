"""Which files are meant by names, folders and patterns."""

from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.readers.find_inputs import find_inputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with tables, an archive and other things, and the current one."""
    for name in ("b.csv", "a.jsonl", "deep/c.warc.gz", "deep/notes.md", ".hidden/d.csv", "deep/.e.csv", "x[1].csv"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["in"], ["in/a.jsonl", "in/b.csv", "in/deep/c.warc.gz", "in/x[1].csv"]),
        (["in/b.csv", "in/a.jsonl", "in/b.csv"], ["in/b.csv", "in/a.jsonl"]),
        (["in/*.csv"], ["in/b.csv", "in/x[1].csv"]),
        (["in/**/*.gz", "in/b.csv"], ["in/deep/c.warc.gz", "in/b.csv"]),
        (["in/x[1].csv"], ["in/x[1].csv"]),
        (["in/deep/notes.md"], ["in/deep/notes.md"]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_words_mean_files(words: list[str], found: list[str]) -> None:
    """In the order of the words, sorted within one, each once; hidden and other files only by name."""
    assert [path.as_posix() for path in find_inputs(words)] == found


@pytest.mark.parametrize("word", ["in/none.csv", "in/*.pdf", "in/.hidden/none"])
@pytest.mark.usefixtures("folder")
def test_a_word_that_means_nothing_is_an_error(word: str) -> None:
    """A slip of the pen does not pass for an empty input."""
    with pytest.raises(FileProblem, match="no such file"):
        find_inputs([word])
