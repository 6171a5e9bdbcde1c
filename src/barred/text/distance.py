"""How far two words are from each other, up to one slip of the pen."""

__all__ = ["deletions", "is_one_edit"]


def deletions(word: str) -> set[str]:
    """Give a word and every form of it with one letter left out.

    Two words that are one edit apart always share one of these forms, so equal forms find all
    near words without comparing with every one.

    Example:
        >>> sorted(deletions("abc"))
        ['ab', 'abc', 'ac', 'bc']
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def is_one_edit(one: str, other: str) -> bool:
    """Tell whether one letter added, dropped, changed or swapped with its neighbour parts two words.

    Example:
        >>> is_one_edit("optics", "optcis"), is_one_edit("optics", "optics"), is_one_edit("optics", "toptic")
        (True, False, False)
    """
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    at = next((spot for spot, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    )
