"""The catalogues: no bare words in templates, no message missing, none unused, the same gaps in every language."""

import re
from pathlib import Path
from string import Formatter

import pytest

from barred.directory.snapshot import Snapshot
from barred.web.pages.words import LANGUAGES, choose_language, words

WEB = Path(__file__).parents[3] / "src" / "barred" / "web"
# The description of the interface is in English, as the interface is.
ENGLISH = {"docs.html", "preview.html"}
FILLED = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>|&\w+;", re.DOTALL)
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
# A macro called `fact` takes the key of its heading.
CALL = re.compile(r"""\b(?:t|t\.count|fact)\(\s*"([\w.-]+)"\s*(~)?""")
# Words itself writes dates, so no template names their parts.
DATES = "date."
LISTED = re.compile(r'"((?:nav|restriction|record|work)\.[\w.-]+)"')


def templates() -> dict[str, str]:
    """Give the templates of pages."""
    return {one.name: one.read_text("utf-8") for one in (WEB / "templates").glob("*.html") if one.name not in ENGLISH}


def bare_words(text: str) -> list[str]:
    """Give the words of a template that stand in no catalogue."""
    plain = FILLED.sub(" ", text)
    return re.findall(r"[^\W\d_]{2,}", " ".join([MARKUP.sub(" ", plain), *ATTRIBUTES.findall(plain)]))


def test_no_template_holds_bare_text() -> None:
    """Everything that is read comes from a catalogue or from the directory."""
    found = {name: bare_words(text) for name, text in templates().items()}

    assert len(found) > 10
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize("text", ["<p>Hello</p>", '<p aria-label="Hello">{{ t("x") }}</p>'])
def test_a_bare_word_is_a_fault(text: str) -> None:
    """The guard has failed once."""
    assert bare_words(text) == ["Hello"]


def used() -> tuple[set[str], set[str]]:
    """Give the keys that templates use, and the beginnings of those that they put together."""
    keys: set[str] = set()
    beginnings: set[str] = set()
    for text in templates().values():
        for key, sign in CALL.findall(text):
            (beginnings if sign else keys).add(key)
        keys |= set(LISTED.findall(text))
        beginnings |= {f"{key}." for key in re.findall(r't\.count\("([\w.-]+)"', text)}
    return keys - {one.rstrip(".") for one in beginnings}, beginnings


def test_no_message_is_missing_and_none_is_unused() -> None:
    """Every key of a template is in the catalogue, and every key of the catalogue is in a template."""
    keys, beginnings = used()
    held = words("en").keys()

    assert keys - held == set()
    assert [one for one in beginnings if not any(key.startswith(one) for key in held)] == []
    terms = {one for one in held if one.startswith(("term.", DATES))}
    assert [one for one in held - keys - terms if not one.startswith(tuple(beginnings))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_whole(language: str) -> None:
    """The same keys as English, with the same gaps, and no message empty."""
    ours, english = words(language), words("en")

    assert {one for one in ours.keys() ^ english.keys() if not one.startswith("term.")} == set()
    for key in english.keys() & ours.keys():
        assert _gaps(ours(key)) == _gaps(english(key)), key
        assert ours(key).strip(), key


def test_a_closed_list_is_translated_whole_or_not_at_all(snapshot: Snapshot) -> None:
    """German has the words of a list as the built-in directory has them, and no others."""
    held = [one.split(".", 2)[1:] for one in sorted(words("de").keys()) if one.startswith("term.")]
    lists = {name for name, _ in held} - {"coarse", "in-force"}

    assert len(lists) > 10
    for name in lists:
        terms = set(snapshot.vocabulary(name).terms)
        wanted = {one for one in terms if not _lies_in_a_country(one, snapshot)} if name == "place" else terms
        assert {term for other, term in held if other == name} == wanted, name


def _lies_in_a_country(place: str, book: Snapshot) -> bool:
    """Tell whether a place is a part of a country; those keep the name under which they are recorded."""
    return len(place) != 2 and any(len(one) == 2 for one in book.vocabulary("place").above(place))


def test_a_word_that_is_not_translated_tells_its_language() -> None:
    """A reader in German hears English words as English; what a directory holds is never markup."""
    labels = {"place": {"xx": "<Quay>"}}

    assert words("de").word("place", "xx", labels=labels) == '<span lang="en">&lt;Quay&gt;</span>'
    assert words("de").word("stage", "in-force", labels={}) == "in Kraft"
    assert words("en").word("place", "xx", labels=labels) == "&lt;Quay&gt;"


@pytest.mark.parametrize(
    ("language", "number", "many"),
    [("en", "200,000", "200,000 changes"), ("de", "200.000", "200.000 Änderungen")],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, number: str, many: str) -> None:
    """In messages and beside them; what is told in words stays as it is."""
    told = words(language)

    assert told.number(200_000) == told.number("200000") == number
    assert told.count("changes.total", 200_000) == many
    assert number in told("changes.moved", added=200_000, removed=3)
    assert told("about.version", version="200000").endswith("200000")


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", {"2019-08-13": "13\u00a0August 2019", "2019-01-02": "2\u00a0January 2019", "2019-08": "August 2019"}),
        ("de", {"2019-03-01": "1.\u00a0März 2019", "2019-12": "Dezember 2019"}),
    ],
)
def test_dates_are_written_out_in_sentences(language: str, days: dict[str, str]) -> None:
    """As precise as they are, and no line breaks between the day and its month; what is no date stays."""
    for date, told in {**days, "2019": "2019", "2019-13": "2019-13", "some day": "some day", "": ""}.items():
        assert words(language).day(date) == told


def _gaps(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def test_a_message_that_is_not_there_is_an_error() -> None:
    """A fault of the program shows at once."""
    with pytest.raises(KeyError):
        words("en")("site.nothing")


@pytest.mark.parametrize(
    ("asked", "accepted", "found"),
    [("", "de-CH, en;q=0.9", "de"), ("en", "de", "en"), ("fr", "de;q=0", "en"), ("", "en;q=0.1, de;q=0.2", "de")],
)
def test_the_language_is_the_best_that_there_is(asked: str, accepted: str, found: str) -> None:
    """The address first, then the browser's list by weight, then English."""
    assert choose_language(asked, accepted) == found
