"""`/v1/evidence` and `/v1/vocabulary`: what a digest belongs to, and the words of passages only from a vault."""

from hashlib import sha256
from pathlib import Path

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from tests.cli.test_evidence import GAZETTE, directory, vault
from tests.web.talk import Server, running

__all__ = ["directory", "vault"]


def test_a_digest_leads_to_the_records_that_cite_the_passage(server: Server, snapshot: Snapshot) -> None:
    """With or without the name of its scheme; the words themselves are not shown."""
    key, block = next(
        (key, block)
        for key in snapshot.ids("statement")
        for block in snapshot.body("statement", key)["evidence"]
        if block.get("digest")
    )

    found = server.get(f"/v1/evidence/{block['digest']}").told
    bare = server.get(f"/v1/evidence/{block['digest'].removeprefix('sha256:')}").told

    assert ("statement", key, block["key"]) in {(one["kind"], one["id"], one["key"]) for one in found["citations"]}
    assert {one["passage"] for one in found["citations"]} == {None}
    assert found == bare


def test_a_digest_of_captured_bytes_leads_to_the_source(server: Server, snapshot: Snapshot) -> None:
    """Who holds the document finds out what it is."""
    key = next(one for one in snapshot.ids("source") if snapshot.source(one).capture)
    capture = snapshot.source(key).capture
    assert capture

    assert key in server.get(f"/v1/evidence/{capture.digest}").told["sources"]


def test_what_is_no_digest_or_nobodys_is_told(server: Server) -> None:
    """404 for one that belongs to nothing, 422 for what is none."""
    assert server.get(f"/v1/evidence/{'0' * 64}").status == 404
    assert server.get("/v1/evidence/abc").status == 422
    assert server.get("/v1/vocabulary/colours").status == 404


def test_a_vault_gives_the_words(directory: Path, vault: Path, tmp_path: Path) -> None:
    """The passage is cut from the document that was captured; one that was not captured has none."""
    digest = sha256(GAZETTE.encode()).hexdigest()
    assert main(("directory", "format", str(directory))) == 0
    with running(tmp_path, "--directory", str(directory), "--vault", str(vault)) as server:
        [cited] = [one for one in server.get("/v1/sources/gazette").told["cited_by"] if one["key"] == "denied"]

        found = server.get(f"/v1/evidence/{cited['digest']}").told["citations"]

        assert [one["passage"] for one in found] == ["is not concerned"]
        assert server.get(f"/v1/evidence/{digest}").told["sources"] == ["gazette"]


def test_the_closed_lists_are_told_with_their_lines(server: Server, snapshot: Snapshot) -> None:
    """Every list, and each term with where it ends."""
    rows = server.get("/v1/vocabulary").told["rows"]
    terms = server.get("/v1/vocabulary/action").told["record"]["terms"]

    assert [one["id"] for one in rows] == snapshot.ids("vocabulary")
    assert [one["id"] for one in terms] == list(snapshot.vocabulary("action").terms)
    assert all(one["definition"] for one in terms)
