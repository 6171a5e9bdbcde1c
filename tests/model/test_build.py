"""Records made from the plain dictionaries of files."""

import pytest

from barred.model.build import build
from barred.model.organisation import Link, Name, Organisation
from barred.model.restriction import Restriction, Scope, Stage
from barred.model.source import Capture, Evidence, Source
from barred.model.vocabulary import Term


def test_records_inside_a_record_are_records() -> None:
    """Lists become tuples, at the top and inside."""
    built = build(
        Organisation,
        {
            "id": "acme",
            "title": "Acme",
            "types": ["maker", "company"],
            "names": [{"text": "Acme", "type": "brand", "evidence": ["page"]}],
            "links": [{"type": "made-by", "to": "other", "share_least": 0.5}],
            "evidence": [{"key": "page", "source": "gazette"}],
        },
    )

    assert built == Organisation(
        "acme",
        "Acme",
        ("maker", "company"),
        names=(Name("Acme", "brand", evidence=("page",)),),
        links=(Link("made-by", "other", share_least=0.5),),
        evidence=(Evidence("page", "gazette"),),
    )
    assert built.country is None
    assert built.links[0].extent == "all"


def test_what_is_no_record_stays_as_it_is() -> None:
    """The parts that a scope leaves unclear and the traits of a term are no records."""
    scope = {"conduct": ["use"], "unclear": {"sites": ["home"]}}
    law = {"id": "l", "title": "L", "summary": "", "actor": "a", "place": "gb", "action": "warn", "strength": "pledge"}

    built = build(Restriction, {**law, "scopes": [scope], "stages": [{"stage": "announced", "date": "2020"}]})

    assert built.scopes == (Scope(conduct=("use",), unclear={"sites": ["home"]}),)
    assert built.stages == (Stage("announced", "2020"),)
    assert build(Term, {"id": "t", "title": "T", "traits": {"makes": ["ict"]}}).traits == {"makes": ["ict"]}


def test_a_single_record_inside_a_record_is_built_too() -> None:
    """A source has one capture, or none."""
    source = {"id": "s", "title": "S", "type": "law", "publisher": "P", "proof": "primary"}
    capture = {"digest": "sha256:0", "bytes": 1, "media_type": "text/plain"}

    assert build(Source, {**source, "capture": capture}).capture == Capture("sha256:0", 1, "text/plain")
    assert build(Source, source).capture is None


def test_records_do_not_share_what_can_change() -> None:
    """Building leaves the dictionary alone."""
    data = {"id": "acme", "title": "Acme", "types": ["maker"], "names": [{"text": "Acme", "type": "brand"}]}

    build(Organisation, data)

    assert data["names"] == [{"text": "Acme", "type": "brand"}]


@pytest.mark.parametrize("data", [{"key": "page"}, {"key": "page", "source": "gazette", "colour": "red"}])
def test_a_missing_or_unknown_field_is_an_error(data: dict[str, str]) -> None:
    """The check of the directory finds it before; here nothing is guessed."""
    with pytest.raises(TypeError):
        build(Evidence, data)
