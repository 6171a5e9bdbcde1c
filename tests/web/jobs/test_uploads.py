"""Files that users brought: kept under a key, by a harmless name, the oldest dropped first."""

import pytest

from barred.web.jobs.uploads import Uploads
from barred.web.jobs.workroom import Workroom


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("quote.xlsx", "quote.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\list.csv", "list.csv"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\n;.csv", "ab.csv"),
        ("报价 (2).xlsx", "报价 (2).xlsx"),
        (f"{'long' * 100}.csv", f"{'long' * 20}.csv"),
    ],
)
def test_a_file_gets_a_name_that_leads_nowhere_else(name: str, kept: str) -> None:
    """Only the last part of a name is kept, and of it only what a file may be called."""
    uploads = Uploads(Workroom())

    path = uploads.path(uploads.keep(name, b"x"))

    assert path is not None
    assert path.name == kept
    assert path.read_bytes() == b"x"


def test_the_oldest_goes_when_there_are_too_many() -> None:
    """By number and by size; one that was used counts as new."""
    uploads = Uploads(Workroom(), most=2, most_bytes=10)
    first, second = uploads.keep("a", b"1"), uploads.keep("b", b"2")
    assert uploads.path(first)

    third = uploads.keep("c", b"3")

    assert uploads.path(second) is None
    assert uploads.path(first)
    uploads.keep("d", b"12345678")
    assert uploads.path(third) is None


def test_keys_cannot_be_guessed() -> None:
    """The same file twice has two keys; an unknown key has no file."""
    uploads = Uploads(Workroom())

    assert uploads.keep("a", b"1") != uploads.keep("a", b"1")
    assert uploads.path("a") is None
