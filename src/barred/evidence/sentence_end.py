"""Find where sentences end in a line: full stops that are neither part of an abbreviation nor of a number."""

import re
from collections.abc import Iterator

__all__ = ["sentence_ends"]

_CLOSERS = "\"'”’»›)\\]}*_」』）】》"
_OPENERS = "\"'“‘„«‹(\\[{*_#>–—•「『（【《\\-"
# Signs that end a sentence wherever they stand, then what closes it.
_WIDE_END = re.compile(rf"[。！？；｡]+[{_CLOSERS}]*")
_END = re.compile(rf"(?<![.!?…])(?P<sign>[.!?…]++)(?P<closed>[{_CLOSERS}]*+)(?=\s)")
# A full stop after a word in small letters or a closing mark, with the next sentence run into it.
_GLUED_END = re.compile(
    rf"(?:(?<=[a-z]{{3}})[.!?][{_CLOSERS}]*+|(?<=[)”\"])\.)(?=[{_OPENERS}]*+[A-Z][a-z]*[ ,’'])",
)
_START = re.compile(rf"\s[{_OPENERS}\s]*(?P<first>\S\w*(?:[’']\w+)?)")
# An editor's remark in brackets belongs to the sentence before it.
_REMARK = re.compile(rf"\s{{1,3}}\[[a-z][a-z ]{{0,30}}\][{_CLOSERS}]*")
# The number of an item belongs to what it numbers.
_ITEM_NUMBER = re.compile(r"\s*\(?\d{1,3}\.\s*")
# Nothing in an address or a link ends a sentence.
_WHOLE = re.compile(r"!?\[[^\[\]\n]*\]\([^)\s]*\)|\bhttps?://\S+|\bwww\.\S+")
_WORD_BEFORE = re.compile(r"(?:\w+\.)*[\w&’'-]+\Z")
# Of an abbreviation with its points, so that a long line is not read anew for each full stop.
_LONGEST = 40

# Never the last word of a sentence: something always follows; a name, a number, anything.
_TITLES = re.compile(r"Mr|Mrs|Ms|Messrs|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Hon|Rev|St|Mt|Pub")
_NUMBERED = re.compile(
    r"nos?|nr|arts?|secs?|figs?|vols?|chs?|pp?|paras?|abs|ca?|circa|est"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_NUMBER = re.compile(r"\d.*|[IVXLC]+")
_GOES_ON = re.compile(r"cf|vs?|e\.g|i\.e|eg|ie|viz|approx|incl|resp|bzw|z\.b")
# The last word of a sentence only when a new one plainly begins; so are initials, U.S. and the like.
_MAY_END = re.compile(
    r"inc|ltd|al|co|corp|llc|plc|gmbh|ag|bros|jr|sr|etc|ph\.d|dept|univ|assn|ave|blvd|rd|(?:[^\W\d_]\.)*[^\W\d_]"
)
_STARTERS = re.compile(
    r"an?|additionally|after|all|also|although|and|another|any|as|at|because|before|both|but|by|despite|did|do|does"
    r"|during|each|even|every|finally|for|from|given|had|has|have|he|her|here|his|how|however|i|if|in|instead|is|its?"
    r"|it[’']s|last|later|many|meanwhile|more|moreover|most|no|nor|not|note|now|of|on|one|only|other|our|over|rather"
    r"|several|she|similarly|since|so|some|still|such|that|that[’']s|the|their|then|there|there[’']s|therefore|these"
    r"|they|this|those|though|thus|to|under|until|was|we|were|what|when|where|whether|which|while|who|why|will|with|yet"
    r"|you|your"
)


def sentence_ends(line: str) -> list[int]:
    """Give the positions in a line after which a new sentence begins.

    Args:
        line: A line, or lines that an editor has broken; code points are counted from 0.

    Returns:
        Positions in order, each between two sentences; the end of the line is not among them.

    Cost:
        A few passes over the line, however long it is.

    Example:
        >>> sentence_ends("Dr. A. Lee of Lens Co., Ltd. said no. Nobody asked.")
        [37]
    """
    found = {*_spaced_ends(line)}
    found.update(one.end() for pattern in (_WIDE_END, _GLUED_END) for one in pattern.finditer(line))
    inside = {n for one in _WHOLE.finditer(line) for n in range(one.start() + 1, one.end())}
    last = len(line.rstrip())
    kept = []
    before = 0
    for stop in sorted(found - inside):
        if stop < last and not _ITEM_NUMBER.fullmatch(line, before, stop):
            kept.append(stop)
            before = stop
    return kept


def _spaced_ends(line: str) -> Iterator[int]:
    for end in _END.finditer(line):
        remark = _REMARK.match(line, end.end())
        stop = remark.end() if remark else end.end()
        start = _START.match(line, stop)
        # A sentence begins with a capital, a digit, a sign, or a letter of a script without case.
        if start and not start["first"][0].islower() and not _is_inside(line, end, start["first"]):
            yield stop


def _is_inside(line: str, end: re.Match[str], following: str) -> bool:
    """Tell whether the full stop belongs to the word before it, and the sentence goes on."""
    if end["sign"] != "." or end["closed"]:
        return False
    found = _WORD_BEFORE.search(line, max(0, end.start() - _LONGEST), end.start())
    if found is None:
        return False
    word = found.group()
    low = word.lower()
    if (
        _TITLES.fullmatch(word)
        or _GOES_ON.fullmatch(low)
        or (_NUMBERED.fullmatch(low) and _NUMBER.fullmatch(following))
    ):
        return True
    return bool(_MAY_END.fullmatch(low)) and not _STARTERS.fullmatch(following.lower())
