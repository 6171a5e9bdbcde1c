"""The text of a page: charsets as browsers take them, markup gone, lines of bearable length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.readers.page_text import page_text

WORDS = "Müller 海康威视 é"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode(), None),
        (b"\xef\xbb\xbf" + WORDS.encode(), "iso-8859-1"),
        (WORDS.encode("utf-16"), None),
        (WORDS.encode("gb18030"), "gb2312"),
        (WORDS.encode("gb18030"), "gbk"),
        (WORDS.encode(), "no-such-charset"),
    ],
)
def test_letters_come_out_right(body: bytes, charset: str | None) -> None:
    """A mark goes before the header, and the header is read as browsers read it."""
    assert page_text(body, charset=charset, is_html=False) == WORDS


def test_a_wrong_header_does_not_spoil_the_page() -> None:
    """Bytes that are not what the header says are told by the page's own declaration."""
    body = '<meta charset="gb18030"><p>海康威视数字技术股份有限公司'.encode("gb18030")

    assert page_text(body, charset="utf-8") == "海康威视数字技术股份有限公司"


def test_latin_bytes_are_those_of_windows() -> None:
    """What is called iso-8859-1 on the web is cp1252."""
    assert page_text("“Müller” €".encode("cp1252"), charset="iso-8859-1", is_html=False) == "“Müller” €"


def test_only_what_a_reader_sees_is_left() -> None:
    """Scripts and styles are not read; inline markup parts no words, blocks part lines."""
    body = b"<style>a{}</style><h1>One</h1><p>Hik<b>vision</b> DS-1<script>var dahua</script><p>Two &lt;3"

    text = page_text(body)

    assert [line for line in text.split("\n") if line] == ["One", "Hikvision DS-1", "Two <3"]


@given(st.text(st.sampled_from("ab. é\n"), max_size=60), st.integers(1, 200))
def test_breaking_a_line_moves_nothing(words: str, times: int) -> None:
    """Lines are broken at spaces alone, so that every word stays where it was."""
    text = page_text((words * times).encode(), charset="utf-8", is_html=False)

    assert text.replace("\n", " ") == "\n".join((words * times).splitlines()).replace("\n", " ")


def test_no_line_is_long_where_it_has_spaces() -> None:
    """The end of a sentence is the first choice."""
    text = page_text(("One sentence here. " * 500).encode(), charset="utf-8", is_html=False)

    assert max(map(len, text.split("\n"))) <= 2_000
    assert all(line.rstrip().endswith(".") for line in text.split("\n"))
