"""Tell whether what stands in a cell is only what the thing is for, or is set apart from.

"Bracket for Example", "no Example or Sample chips", "Example-compatible" and "goods of Example are
not accepted" do not offer an Example; "Model No. EX-200" does, whatever "no" means elsewhere.
"""

import re
from collections.abc import Iterator, Sequence

from barred.identify.cells import BELONGING, Cell, Lexicon, phrases

__all__ = ["is_set_apart"]

_Span = tuple[int, int]

_REACH = 3
_PHRASE_WORDS = 4
# In the table of product words this is no class: it marks words behind which a companion is named.
_COMPANION = "with"
_SENTENCE_ENDS = re.compile(r"[;!?\n\r]|\.(?=\s)")
# What has a number; "no" behind it says which.
_NUMBERED = {
    "art", "article", "cat", "catalog", "catalogue", "code", "contract", "id", "invoice", "item", "line",
    "lot", "mfg", "mfr", "model", "mpn", "oem", "order", "part", "pn", "po", "pos", "position", "product",
    "ref", "reference", "ser", "serial", "sku", "stock", "type", "unit",
}  # fmt: skip
_NUMBER_SIGNS = frozenset(".:#°º")


def is_set_apart(
    cell: Cell, span: _Span, *, lexicon: Lexicon, names: Sequence[_Span] = (), is_clause: bool = False
) -> bool:
    """Tell whether the words of a span are named for another reason than that they are offered.

    Args:
        cell: Where they stand.
        span: The words, by number, last excluded.
        lexicon: What is known of the words.
        names: Where names stand in the cell. "No A, B or C" speaks of all three.
        is_clause: The words may be a clause that keeps goods out ("is not accepted") rather than
            a remark on goods in hand, as beside a model number.
    """
    first, last = _sentence(cell, span)
    begun = _list_start(cell, span[0], lexicon=lexicon, names=names)
    near = range(max(first, _near(cell, begun, lexicon)), begun)
    kinds = _kinds(cell, (first, last), lexicon)
    if any(a in near and not _is_other(cell, (a, b), span) for a, b in (*kinds["apart"], *kinds["apart-both"])):
        return True
    if is_clause and kinds["barring"]:
        return True
    if any(_is_behind(cell, one, span, lexicon) for one in (*kinds["apart-both"], *kinds["apart-glued"])):
        return True
    return _is_for(cell, (first, begun), near, lexicon)


def _is_for(cell: Cell, before: _Span, near: range, lexicon: Lexicon) -> bool:
    """Tell whether the words before are goods for what follows: "disk for an Example"."""
    first, begun = before
    ranks = [lexicon.product[phrase][1] for phrase, _, _ in phrases(cell.words[first:begun], _PHRASE_WORDS)
             if phrase in lexicon.product and lexicon.product[phrase][0] != _COMPANION]  # fmt: skip
    near = near if max(ranks, default=0) >= BELONGING else range(_step_back(cell, begun, lexicon), begun)
    return bool(ranks) and any(lexicon.generic.get(cell.words[at].text) == "for" for at in near)


def _sentence(cell: Cell, span: _Span) -> _Span:
    """Give the words of the sentence that a span stands in."""
    first, last = span
    while first and not _SENTENCE_ENDS.search(_between(cell, first)):
        first -= 1
    while last < len(cell.words) and not _SENTENCE_ENDS.search(_between(cell, last)):
        last += 1
    return first, last


def _between(cell: Cell, at: int) -> str:
    """Give what is written between a word and the one before it, and the sign that begins the word."""
    return cell.text[cell.words[at - 1].end : cell.words[at].start + 1]


def _list_start(cell: Cell, at: int, *, lexicon: Lexicon, names: Sequence[_Span]) -> int:
    """Go back over names and the little words between them to where their list begins."""
    start = at
    while start:
        before = start
        while before and lexicon.generic.get(cell.words[before - 1].text) == "stop":
            before -= 1
        earlier = max((a for a, b in names if b == before), default=None)
        if earlier is None:
            return start
        start = earlier
    return start


def _near(cell: Cell, at: int, lexicon: Lexicon) -> int:
    """Go back a few words, little ones not counted: "no goods made by Example"."""
    left = _REACH
    while at and left:
        at -= 1
        left -= lexicon.generic.get(cell.words[at].text) != "stop"
    return at


def _step_back(cell: Cell, at: int, lexicon: Lexicon) -> int:
    """Go back over little words and the one before them."""
    while at and lexicon.generic.get(cell.words[at - 1].text) == "stop":
        at -= 1
    return max(0, at - 1)


def _kinds(cell: Cell, sentence: _Span, lexicon: Lexicon) -> dict[str, list[_Span]]:
    found: dict[str, list[_Span]] = {"apart": [], "apart-both": [], "apart-glued": [], "barring": []}
    first, last = sentence
    for phrase, a, b in phrases(cell.words[first:last], _PHRASE_WORDS):
        kind = lexicon.generic.get(phrase, "")
        if kind in found and not _is_number_sign(cell, first + a):
            found[kind].append((first + a, first + b))
    return found


def _is_number_sign(cell: Cell, at: int) -> bool:
    """Tell whether "no" stands for "number"."""
    word = cell.words[at]
    if word.text != "no":
        return False
    behind = cell.words[at + 1].text if at + 1 < len(cell.words) else ""
    before = cell.words[at - 1].text if at else ""
    return before in _NUMBERED or behind[:1].isdigit() or cell.text[word.end : word.end + 1] in _NUMBER_SIGNS


def _is_other(cell: Cell, word: _Span, span: _Span) -> bool:
    """Tell whether a word is joined by a dash to another one, and turns that alone: "non-PoE Example"."""
    behind = word[1]
    if behind >= span[0] or behind >= len(cell.words):
        return False
    return cell.words[word[1] - 1].token == cell.words[behind].token


def _is_behind(cell: Cell, word: _Span, span: _Span, lexicon: Lexicon) -> bool:
    """Tell whether a word right behind turns the span: "Example-compatible", "Example compatible bracket"."""
    if word[0] != span[1]:
        return False
    if cell.words[word[0]].token == cell.words[span[1] - 1].token:
        return True
    if lexicon.generic.get(cell.words[word[0]].text) == "apart-glued":
        return False
    return word[1] == len(cell.words) or any(phrase in lexicon.product for phrase in _beginning(cell, word[1]))


def _beginning(cell: Cell, at: int) -> Iterator[str]:
    for phrase, a, _ in phrases(cell.words[at : at + _PHRASE_WORDS], _PHRASE_WORDS):
        if a == 0:
            yield phrase
