"""What the pages say of the evidence: captured or not, in the vault or not, found, moved, changed or gone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.evidence.passage import passage_digest
from tests.cli.test_evidence import GAZETTE, directory, vault
from tests.web.reading import read_page
from tests.web.talk import Server, running

__all__ = ["directory", "vault"]

DENIED = "is not concerned"
START = GAZETTE.index(DENIED)


def place(start: int, words: str) -> str:
    """Write a position and the digest of the words that should stand there."""
    return f'start = {start}\nend = {start + len(words)}\ndigest = "{passage_digest(words)}"\n'


@pytest.fixture
def shown(request: pytest.FixtureRequest, directory: Path, vault: Path, tmp_path: Path) -> Iterator[Server]:
    """Give a server whose directory cites the passage as the parameter says."""
    record = next((directory / "organisations").rglob("lens.toml"))
    text = record.read_text("utf-8")
    assert place(START, DENIED) in text
    record.write_text(text.replace(place(START, DENIED), request.param), "utf-8")
    # With more bytes on record than there are, a position may lie beyond the end and still pass the checks.
    source = directory / "sources" / "gazette.toml"
    size = f"bytes = {len(GAZETTE.encode())}"
    assert size in source.read_text("utf-8")
    source.write_text(source.read_text("utf-8").replace(size, f"bytes = {len(GAZETTE) + 100}"), "utf-8")
    assert main(("directory", "format", str(directory))) == 0
    with running(tmp_path, "--directory", str(directory), "--vault", str(vault)) as found:
        yield found


def states(told: dict[str, Any]) -> dict[str, str]:
    """Give the state of each citation by its key."""
    return {one["key"]: one["state"] for one in told["citations"]}


@pytest.mark.parametrize(
    ("shown", "state", "now", "said"),
    [
        (place(START, DENIED), "found", {"start": START, "end": START + len(DENIED)}, ""),
        (place(START - 3, DENIED), "moved", {"start": START, "end": START + len(DENIED)}, "at another place"),
        (place(START, "is now concerned"), "changed", None, "other words stand there"),
        (place(len(GAZETTE), "is now concerned"), "gone", None, "ends before it"),
    ],
    indirect=["shown"],
)
def test_a_page_says_what_became_of_a_passage(shown: Server, state: str, now: dict[str, int] | None, said: str) -> None:
    """The state is in the JSON and in words; the words of the passage are shown where they stand, and nowhere else."""
    told = shown.get("/organisations/lens.json").told
    page = shown.get("/organisations/lens").body
    source = shown.get("/sources/gazette.json").told

    assert states(told)["denied"] == state
    assert next(one["now"] for one in told["citations"] if one["key"] == "denied") == now
    assert sum(told["archive"].values()) == len(told["citations"])
    assert (DENIED in read_page(page).words) == (now is not None)
    assert said in " ".join(read_page(page).words)
    assert {one["key"]: one["state"] for one in source["cited_by"]}["denied"] == state
    assert source["capture"] == "held"


def test_a_document_that_the_vault_lacks_is_missing(directory: Path, vault: Path, tmp_path: Path) -> None:
    """Captured is one thing, held another, and cited without a capture a third."""
    (vault / "two.txt").unlink()
    assert main(("directory", "format", str(directory))) == 0
    with running(tmp_path, "--directory", str(directory), "--vault", str(vault)) as found:
        told = found.get("/organisations/lens.json").told

        assert states(told)["sound"] == "missing-document"
        assert found.get("/sources/letter.json").told["capture"] == "missing-document"
        assert found.get("/sources/talk.json").told["capture"] == "not-captured"
        assert b"not in the vault of this server" in found.get("/sources/letter").body


def test_without_a_vault_nothing_is_said_to_be_found(server: Server) -> None:
    """What nobody looked up is neither found nor lost; what was never captured is told apart."""
    told = server.get("/restrictions/us-ndaa-2019-s889-a1a.json").told
    page = " ".join(read_page(server.get("/restrictions/us-ndaa-2019-s889-a1a").body).words)

    assert set(told["archive"]) == {"not-captured", "not-looked-up"}
    assert {one["state"] for one in told["citations"] if one["is_captured"]} == {"not-looked-up"}
    assert {one["now"] for one in told["citations"]} == {None}
    assert "this server was given no vault" in page
