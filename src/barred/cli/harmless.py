"""Text that a terminal shows and does not obey.

A supplier's file may hold the signs that clear a screen, hide a line, fill the clipboard or turn the direction of what
follows. What is read on a terminal has them spelt out; reports for programs keep them.
"""

import re

__all__ = ["harmless"]

# Control characters but for tab and line end, and those that turn the direction of text.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    r"""Spell out what steers a terminal.

    Example:
        >>> print(harmless("a\x1b[2Jb\u202e"))
        a\x1b[2Jb\u202e
    """
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
