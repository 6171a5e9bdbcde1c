"""Turn the bytes of a page into text, its charset kept right."""

import codecs
import re

__all__ = ["broken_line", "page_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A line is identified as a whole; names stay findable in lines far longer than any name.
_LONGEST_LINE = 2_000
_END = re.compile(r"(?<=[.!?。！？;；]) ")


def page_text(body: bytes, *, charset: str | None = None, is_html: bool = True) -> str:
    """Give what a reader of a page sees.

    Args:
        body: The bytes as they were sent, unpacked.
        charset: What the sender said in the HTTP header.
        is_html: Whether there is markup to take away.

    Returns:
        Text, a line for each block of the page; a space of an overlong line is made a line break.
        A byte order mark goes before the header, the header before the page's own declaration,
        and what does not decode as declared is told from its letters, as browsers do.
    """
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - of the extra `warc`

    text = _decoded(body, charset)
    if is_html:
        text = extract_plain_text(text, preserve_formatting=True, list_bullets=False, alt_texts=True)
    text = "\n".join(broken_line(line) for line in text.splitlines())
    # Half a character (a lone surrogate) can be in no column.
    return text.encode("utf-8", "replace").decode("utf-8")


def _decoded(body: bytes, charset: str | None) -> str:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5  # noqa: PLC0415

    marked = next((name for mark, name in _MARKS if body.startswith(mark)), None)
    for name in (marked, charset and map_encoding_to_html5(charset)):
        if name:
            try:
                return body.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
    found = detect_encoding(body, from_html_meta=True) or "utf-8"
    return bytes_to_str(body, found, errors="replace")


def broken_line(line: str) -> str:
    """Break a long line at the ends of sentences, and where there are none at any space; no sign comes or goes."""
    if len(line) <= _LONGEST_LINE:
        return line
    pieces: list[str] = []
    for sentence in _END.split(line):
        if pieces and len(pieces[-1]) + len(sentence) < _LONGEST_LINE:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces.append(sentence)
    return "\n".join(_at_spaces(piece) for piece in pieces)


def _at_spaces(piece: str) -> str:
    signs, start = list(piece), 0
    while len(signs) - start > _LONGEST_LINE:
        at = piece.rfind(" ", start, start + _LONGEST_LINE)
        if at <= start:
            break
        signs[at] = "\n"
        start = at + 1
    return "".join(signs)
