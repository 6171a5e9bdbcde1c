"""Looking citations up again: found, moved, changed, gone, missing, not captured."""

from hypothesis import given
from hypothesis import strategies as st

from barred.evidence.citation import Citation
from barred.evidence.passage import passage_digest
from barred.evidence.verify import STATES, Looked, verify

TEXT = "Lens is barred here.\nNobody knows  why.\n\nPrism is barred here too, since 2019."
CAPTURES = {"gazette": "sha256:one", "letter": "sha256:two"}


def cited(words: str, *, text: str = TEXT, source: str = "gazette", key: str = "") -> Citation:
    """A citation of words of a text."""
    start = text.index(words)
    end = start + len(words)
    return Citation("event", "met", key or words, source, start=start, end=end, digest=passage_digest(words))


def looked(text: str, *citations: Citation) -> list[Looked]:
    """Look citations up in a document that is the capture of the gazette."""
    return list(verify(citations, CAPTURES, read={"sha256:one": text}.get))


def test_what_stands_where_it_should_is_found() -> None:
    """The digest decides, not the bytes of the gaps."""
    told = looked(TEXT.replace("knows  why", "knows\n\u00a0why"), cited("Nobody knows  why."), cited("Lens"))

    assert [one.state for one in told] == ["found", "found"]


def test_what_moved_is_found_at_its_new_place() -> None:
    """With all the gaps it has there, and although others moved by another distance."""
    now = "Added.\n" + TEXT.replace("Nobody knows", "Hardly anybody\nknows")

    told = looked(now, cited("Lens is barred here."), cited("why."), cited("Prism is barred"), cited("since 2019"))

    assert [one.state for one in told] == ["moved"] * 4
    places = [now[one.start : one.end] for one in told]
    assert places == ["Lens is barred here.", "why.", "Prism is barred", "since 2019"]


def test_gaps_may_change_on_the_way() -> None:
    """A passage is sought by its length as it stood and by its folded one."""
    now = "Added. Lens is\n barred here. Nobody knows  why."

    told = looked(now, cited("Lens is barred here."), cited("Nobody knows  why."))

    assert [now[one.start : one.end] for one in told] == ["Lens is\n barred here.", "Nobody knows  why."]


def test_the_nearest_of_several_places_is_told() -> None:
    """A sentence may be repeated."""
    digest = passage_digest("said.")

    told = looked("said. Lens. Lens. said. Lens. said.", Citation("event", "met", "k", "gazette", "", 22, 27, digest))

    assert (told[0].state, told[0].start) == ("moved", 18)


def test_a_distance_that_others_moved_comes_before_a_nearer_place() -> None:
    """What was put in before a text may hold the same words."""
    before = "Eh. Lens. Prism is old. Optic is hot."
    citations = [cited(words, text=before) for words in ("Lens.", "Prism is old.", "Optic is hot.")]

    told = looked("Lens. Mirrors. " + before, *citations)

    assert [one.start for one in told] == [19, 25, 39]


def test_a_script_without_spaces_is_sought_sign_by_sign() -> None:
    """Words stand next to each other there."""
    told = looked("新，镜头公司否认没有证据。", cited("没有证据", text="镜头公司否认没有证据。"))

    assert [(one.state, one.start) for one in told] == [("moved", 8)]


def test_changed_and_gone_are_told_apart() -> None:
    """Other words at the position, or no position any more."""
    other = cited("Lens is barred here.")._replace(digest=passage_digest("Lens was"))

    told = looked(TEXT[:30], other, cited("Prism"))

    assert [(one.state, one.start) for one in told] == [("changed", None), ("gone", None)]


def test_a_place_that_is_none_is_gone() -> None:
    """A row without a position does not pass for one that was not captured."""
    nowhere = Citation("silent", "silent_passages", "1", "gazette", start=0, end=0, digest=passage_digest(""))

    assert [one.state for one in looked(TEXT, nowhere)] == ["gone"]


def test_missing_documents_and_sources_without_capture() -> None:
    """Only what the vault should hold is missing."""
    elsewhere = [cited("Lens", source=source) for source in ("letter", "talk")]

    told = looked(TEXT, *elsewhere, Citation("event", "met", "k", "gazette"))

    assert sorted(one.state for one in told) == ["missing-document", "not-captured", "not-captured"]


def test_a_document_is_read_once() -> None:
    """However many citations it has, in whatever order."""
    read: list[str] = []
    citations = [cited(word, source=source) for word in ("Lens", "Prism") for source in ("gazette", "letter")]

    def give(digest: str) -> str:
        read.append(digest)
        return TEXT

    told = list(verify(citations, CAPTURES, read=give))

    assert len(told) == 4
    assert sorted(read) == ["sha256:one", "sha256:two"]


WORDS = st.lists(st.sampled_from(["lens", "a", "b.", "(é)", "镜头", "\n", "2019"]), max_size=12).map(" ".join)


@given(WORDS, WORDS, st.data())
def test_the_search_finds_what_a_plain_search_finds(text: str, before: str, data: st.DataObject) -> None:
    """Every window of the document at words, the slow way; and each place holds the passage."""
    starts = [n for n in range(len(text)) if text[n].strip() and (not n or not text[n - 1].strip())]
    ends = [n for n in range(1, len(text) + 1) if text[n - 1].strip() and (n == len(text) or not text[n].strip())]
    if not starts:
        return
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.sampled_from([n for n in ends if n > start]))
    now = data.draw(st.sampled_from([before + text, before + " " + text, before]))
    citation = Citation("event", "met", "k", "gazette", start=start, end=end, digest=passage_digest(text[start:end]))

    [told] = looked(now, citation)

    size = end - start
    stands = [n for n in range(len(now) - size + 1) if now[n : n + size] == text[start:end]]
    apart = [n for n in stands if (not n or not now[n - 1].strip()) and not now[n + size : n + size + 1].strip()]
    assert told.state in STATES
    if apart:
        assert told.state in {"found", "moved"}
    if told.state in {"found", "moved"}:
        assert passage_digest(now[told.start : told.end]) == citation.digest
