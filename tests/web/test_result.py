"""The page of a verdict: what it comes to in the first place, and what is unfolded by its address."""

import re
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.day import first_day
from barred.model.question import Context
from barred.model.restriction import Restriction, Stage
from barred.web.views.gist import gist
from tests.web.reading import read_page
from tests.web.talk import AGENCY, Server

CASES = ({"q": "Lorex 4K camera", **AGENCY}, {"q": "Hikvision"}, {"q": "Axis"}, {"q": "zzqqy nothing"})


class _Altered:
    """A directory in which one restriction is another."""

    def __init__(self, book: Snapshot, restriction: Restriction) -> None:
        self._book, self._restriction = book, restriction

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the directory has
        return getattr(self._book, name)

    def restriction(self, key: str) -> Restriction:
        """Give the other in place of the one."""
        return self._restriction if key == self._restriction.id else self._book.restriction(key)


def twin(verdict: dict[str, Any], book: Snapshot) -> dict[str, Any]:
    """Count what a verdict holds by kind, slowly and plainly."""
    coarse = {key: book.vocabulary("action").terms[book.restriction(key).action] for key in book.ids("restriction")}
    kinds: dict[tuple[str, str], set[str]] = {}
    for one in verdict["restrictions"]:
        kinds.setdefault((one["applies"], str(coarse[one["id"]].traits["coarse"])), set()).add(one["id"])
    yes = {key for (applies, _), keys in kinds.items() if applies == "yes" for key in keys}
    may = {key for (applies, _), keys in kinds.items() if applies == "open" for key in keys}
    return {"kinds": kinds, "telling": yes or may}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_the_gist_counts_what_the_verdict_holds(server: Server, snapshot: Snapshot, case: dict[str, str]) -> None:
    """Each restriction is in one kind, those that tell are those that apply or may, and the first of them leads."""
    told = server.get("/ask.json", **case).told
    wanted, summed = twin(told["verdict"], snapshot), told["gist"]

    assert {one["id"] for one in summed["telling"]} == wanted["telling"]
    assert {(one["applies"], one["kind"]): set(one["restrictions"]) for one in summed["kinds"]} == {
        name: keys for name, keys in wanted["kinds"].items() if name[0] != "no"
    }
    assert summed["rejected"] == {
        name: len(keys) for (applies, name), keys in wanted["kinds"].items() if applies == "no"
    }
    assert summed["since"] == (summed["telling"][0]["since"] if wanted["telling"] else "")
    days = [first_day(one["since"]) for one in summed["telling"]]
    assert days == sorted(days)
    for one in summed["telling"]:
        assert one["since"] in {step.date for step in snapshot.restriction(one["id"]).stages}
        assert first_day(one["since"]) <= told["on"]


def test_what_was_taken_back_binds_since_it_came_again(snapshot: Snapshot) -> None:
    """The time before an end does not count, what has not come does not either, and a vague day may have come."""
    one = snapshot.restriction("us-ndaa-2019-s889-a1a")
    steps = [
        ("adopted", "2018"),
        ("in-force", "2019"),
        ("reversed", "2020-05"),
        ("in-force", "2021"),
        ("expired", "2030"),
    ]
    book = _Altered(snapshot, one._replace(stages=tuple(Stage(*step) for step in steps)))
    judged = {"id": one.id, "applies": "yes", "citations": []}
    wanted = {"2019-06": "2019", "2020": "2019", "2020-06-01": "2018", "2022": "2021", "2018-06": "2018"}

    told = {on: gist([judged], Context(on=on), book=book).since for on in wanted}

    assert told == wanted


def test_the_gist_tells_since_when_for_whom_and_who_says_so(server: Server) -> None:
    """In the words of the reader's language, before anything else."""
    page = read_page(server.get("/ask", lang="de", **CASES[0]).body)
    words = " ".join(page.words)
    before = words[: words.index("Was erkannt wurde")]

    assert "2 gelten. Die erste bindet seit 13. August 2019." in before
    for told in ("Section 889, part A", "2019-08-13", "US-Bundesbehörde", "United States Congress", "GSA SmartPay"):
        assert told in before


def test_what_is_unfolded_stands_in_the_address(server: Server) -> None:
    """Without scripts too: each kind of the gist is a link that unfolds it, and one more unfolds all."""
    folded = server.get("/ask", q="Hikvision").body.decode()
    one = server.get("/ask", q="Hikvision", open="open-ban").body.decode()
    whole = server.get("/ask", q="Hikvision", open="all").body.decode()
    unfolded = re.compile(r'data-open="([\w-]+)" open')

    assert unfolded.findall(folded) == []
    assert unfolded.findall(one) == ["open-ban"]
    assert set(unfolded.findall(whole)) == set(re.findall(r'data-open="([\w-]+)"', whole))
    assert "/ask?q=Hikvision&open=open-ban#open-ban" in read_page(folded.encode()).links
    assert "/ask?q=Hikvision&open=all#restrictions" in read_page(folded.encode()).links


def test_a_short_verdict_is_unfolded_by_itself(server: Server) -> None:
    """Where few restrictions apply they are seen at once; what does not apply is folded."""
    page = server.get("/ask", **CASES[0]).body.decode()

    assert re.findall(r'data-open="([\w-]+)" open', page) == ["yes-ban"]


def test_what_does_not_apply_is_told_by_what_fails(server: Server) -> None:
    """Of a restriction for somebody else only the party is told, not all that would have fitted."""
    page = server.get("/ask", **CASES[0]).body.decode()
    [found] = re.findall(r'data-restriction="au-abc-2023" data-applies="no">.*?</article>', page, re.DOTALL)

    assert "Party" in found
    assert "Goods" not in found
