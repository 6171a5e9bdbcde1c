"""Find quoted words in a document, so that they can be cited by position."""

from barred.evidence.folded import Folded

__all__ = ["find_quote"]

# One sign for another, so that positions stay: keyboards have straight quotes and one dash.
_PLAIN = str.maketrans("‘’‛′‚“”„‟″«»–—‐‑‒−", '\'\'\'\'\'"""""""------')


def find_quote(text: str, words: str) -> list[tuple[int, int]]:
    r"""Find words in a document.

    Args:
        text: The document.
        words: As they stand in it, but for line breaks and the width of gaps; when they stand
            nowhere like that, straight quotes and plain dashes are taken for printed ones.

    Returns:
        Start and end of each place, in order, without overlap; none when the words stand nowhere.

    Example:
        >>> find_quote("He said:\n“We  agree.”", 'said: "We agree')
        [(3, 19)]
    """
    folded = Folded(text)
    wanted = Folded(words).text
    if not wanted:
        return []
    found = _places(folded.text, wanted) or _places(folded.text.translate(_PLAIN), wanted.translate(_PLAIN))
    return [folded.raw(start, start + len(wanted)) for start in found]


def _places(text: str, words: str) -> list[int]:
    found = []
    start = text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + len(words))
    return found
