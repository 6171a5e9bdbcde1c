"""Splitting a document into passages: nothing lost, and full stops that end nothing left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.evidence.sentences import split_passages

PIECES = [
    "Lens Co., Ltd. ", "U.S. ", "The ", "said ", "e.g. ", "3.5 ", "“No!” ", "[...] ", "镜头。", "；", "...",
    "\n", "\r\n", "\n\n", "- ", "1. ", "# ", "> ", "[a. B](https://lens.example/a.b) ", "https://lens.example. ",
    "\u2028", " ", "\t", "word.Then ", "|", "[emphasis added]", "\u00a0", "🎥", "'", '"', ")", "(",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80))
def test_passages_hold_every_character_once(text: str) -> None:
    """In order, without overlap, trimmed, and nothing but white space between them."""
    passages = split_passages(text)

    at = 0
    for start, end in passages:
        assert at <= start < end
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.lists(st.sampled_from(PIECES), max_size=12))
def test_an_empty_line_parts(first: str, second: list[str]) -> None:
    """What stands beyond an empty line does not change how a paragraph is split."""
    after = "".join(second)

    joined = split_passages(f"{first}\n\n{after}")

    assert [one for one in joined if one.end <= len(first)] == split_passages(first)


WRAPPED = """The council says it may not buy
from Prism Optics or from other
Firms of it. Its mayor and staff
were not asked."""
# A line, with ¦ where it is to be split.
CASES = {
    "abbreviations": "Mr. A. B. Lee of Lens Co., Ltd. told the U.S. Senate, e.g. on No. 5 of Sec. 3, Jan. 4. ¦He left.",
    "words that look like abbreviations": "He said no. ¦Nobody liked the art. ¦It was his est. ¦Then he left.",
    "abbreviation at the end": "It sells in the U.S. ¦The plan is old. ¦They buy from Lens Inc. ¦It is small.",
    "etc. before a name": "They use Lens, Prism etc. Optics among them.",
    "what always goes on": "Lens vs. Prism, cf. Optica, e.g. Lens and St. Prism.",
    "decimals": "It rose by 3.5 to 1,200.75 in version 2.0.1 of 5.4. ¦Then it fell.",
    "quotes": "“We do not sell it.” ¦“Never!” ¦He said ‘no.’ ¦(So he said.) ¦Why?",
    "quotes inside": "A “you can’t fire me, I quit!” moment came.",
    "ellipses": "Another line [...] that goes on... and on.",
    "ellipses at the end": "It was banned by... ¦Some of the [...] ¦In 2020 it ended.",
    "run together": "It was sold to others (see above).¦Lens staff may still attend.¦They may.",
    "addresses": "See https://lens.example/a.B?c=D.E!F and lens.example or this.week.example. ¦Read it.",
    "links": "The [report. It says](https://lens.example/a.b) so. ¦Good.",
    "remarks": "It is banned. [emphasis added]” ¦It is old. [sic] ¦[10/22/2022] It did not answer.",
    "Chinese": "镜头公司否认。¦没有证据！¦第一；¦“第二：三。”¦End.",
    "numbers of items": "1. First it rose. ¦2. Then it fell. ¦(3) Nobody knows.",
    "years": "It began in 2019. ¦5 of them left.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_a_line_is_split_where_sentences_end(marked: str) -> None:
    """Abbreviations, numbers, quotes and addresses end nothing."""
    text = marked.replace("¦", "")

    assert [text[start:end] for start, end in split_passages(text)] == [one.strip() for one in marked.split("¦")]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("# A title\nThe text begins.\n", ["# A title", "The text begins."]),
        ("- one\n- two, and\n  more\n* three", ["- one", "- two, and\n  more", "* three"]),
        (
            "A headline on Aug 1\nAnother headline\nLast one...",
            ["A headline on Aug 1", "Another headline", "Last one..."],
        ),
        ("He told us:\nnobody knew of it.", ["He told us:", "nobody knew of it."]),
        ("A line without an end\nthat goes on below.", ["A line without an end\nthat goes on below."]),
        (
            WRAPPED,
            [
                "The council says it may not buy\nfrom Prism Optics or from other\nFirms of it.",
                "Its mayor and staff\nwere not asked.",
            ],
        ),
        ("> quoted. Twice.\n>\n> Name", ["> quoted.", "Twice.", ">", "> Name"]),
        ("one\r\n\r\nTwo\x0bThree\u2028Four", ["one", "Two", "Three", "Four"]),
    ],
    ids=["heading", "list", "headlines", "colon", "broken", "wrapped", "quote", "line breaks"],
)
def test_lines_are_joined_only_when_a_sentence_goes_on(text: str, passages: list[str]) -> None:
    """An editor breaks lines for width; a list does so between its items."""
    assert [text[start:end] for start, end in split_passages(text)] == passages


@pytest.mark.parametrize(
    "piece", ["." * 9, "a. ", "[", '"', "https://a.b/c. D ", "e\u0301", "a.", "- a\n", "abc.Abc ", 'a."']
)
def test_long_lines_take_no_longer_by_the_character(piece: str) -> None:
    """No pattern goes over the same signs again and again."""
    text = ("abc." + piece) * 3000 + piece * 20000

    assert split_passages(text)
