"""Pages are answered as bulk screening answers them, however long their lines are."""

import pytest

from barred.directory.snapshot import Snapshot
from barred.identify.memory_index import MemoryIndex
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.page_answer import answer_page
from barred.screening.snapshot_index import whole_index


@pytest.fixture(scope="module")
def index(snapshot: Snapshot) -> MemoryIndex:
    """The whole index of the built-in directory."""
    return whole_index(snapshot)


@pytest.fixture(scope="module")
def desk(snapshot: Snapshot, index: MemoryIndex) -> Desk:
    """An agency that would buy."""
    said = Said(on="2021-03-01", asker="us/federal/executive-agency", conduct="procure")
    return Desk(understand(said, book=snapshot), book=snapshot, index=index)


@pytest.mark.parametrize("end", ["\n", "\r\n", " "])
def test_mentions_count_the_signs_as_given(desk: Desk, index: MemoryIndex, end: str) -> None:
    """Also in a line that is broken to be read, and behind half a character."""
    text = end.join(["Nothing \ud83d here.", *["We sell other things. "] * 300, "We sell Hikvision cameras."])

    found = answer_page(text, desk, index=index)

    [party] = found.parties
    assert party.candidate.organisation == "hikvision"
    assert [text[one.start : one.end] for one in party.mentions] == ["Hikvision"]
    assert found.verdict.subject.text == text


def test_a_party_alone_is_answered_as_if_alone(desk: Desk, index: MemoryIndex) -> None:
    """Its verdict is that of a page which names nobody else, and the worst of them is that of the page."""
    lines = ["We sell Hikvision cameras.", "We sell Axis P3245-V."]
    alone = {line: answer_page(line, desk, index=index) for line in lines}

    found = answer_page("\n".join(lines), desk, index=index)

    assert {one.candidate.organisation: one.verdict.outcome for one in found.parties} == {
        one.parties[0].candidate.organisation: one.verdict.outcome for one in alone.values()
    }
    assert found.verdict.outcome == "barred"


def test_a_page_that_names_nobody_is_unidentified(desk: Desk, index: MemoryIndex) -> None:
    """It has no parties, and is not clear."""
    found = answer_page("Nothing here.\n\n", desk, index=index)

    assert (found.verdict.outcome, found.parties) == ("unidentified", ())
