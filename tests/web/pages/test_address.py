"""Addresses hold the whole state of a page."""

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from barred.web.pages.address import Address

WORDS = st.text(min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_what_is_put_into_an_address_comes_out_again(name: str, value: str) -> None:
    """Whatever a user types survives the way through an address."""
    written = Address("/search").having({"q": value, "kind": name})

    assert dict(parse_qsl(urlsplit(written).query, keep_blank_values=True)) == {"q": value, "kind": name}


def test_a_changed_parameter_stands_once_and_none_takes_it_away() -> None:
    """Other parameters stay as they are, in their order."""
    here = Address("/directory", (("place", "us"), ("on", "2021"), ("lang", "de")))

    assert here.having({"place": "gb"}) == "/directory?on=2021&lang=de&place=gb"
    assert here.having({"place": None}) == "/directory?on=2021&lang=de"


def test_links_keep_the_language_and_forms_do_not_need_it() -> None:
    """A page in German leads to pages in German; JSON has no language."""
    here = Address("/", (("lang", "de"),))

    assert here.to("/search", q="a b") == "/search?q=a+b&lang=de"
    assert here.form("json") == "/home.json"
    assert Address("/search", (("q", "x"), ("lang", "de"))).form("csv") == "/search.csv?q=x"


def test_hidden_fields_leave_out_what_a_form_asks_anew() -> None:
    """And what is empty."""
    assert Address("/ask", (("q", "x"), ("as", "y"), ("to", ""))).without("as") == (("q", "x"),)
