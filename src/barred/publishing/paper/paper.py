"""A report as a sheet of paper, before it is HTML, PDF or text: headings, pairs, tables, lines to sign.

Every form draws the same blocks, so that what one reader sees no other form can leave out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Block", "Cell", "Grid", "Heading", "Pairs", "Paper", "Signatures", "Words", "cell"]


@dataclass(frozen=True)
class Cell:
    """Words in a table; `outcome` marks the cell that tells one, `address` is where a link leads."""

    text: str
    outcome: str = ""
    address: str = ""


def cell(text: str, *, address: str = "") -> Cell:
    """Give a cell of words; only an address of the web becomes a link, whatever a record or file holds.

    Example:
        >>> cell("a rule", address="javascript:alert(1)").address
        ''
    """
    is_of_the_web = address.startswith(("https://", "http://")) and not any(map(str.isspace, address))
    return Cell(text, address=address if is_of_the_web else "")


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 for a part of the report, 2 for what stands in it."""

    text: str
    level: int = 1
    outcome: str = ""


@dataclass(frozen=True)
class Words:
    """A paragraph; `is_notice` sets it apart."""

    text: str
    is_notice: bool = False


@dataclass(frozen=True)
class Pairs:
    """Names with what is said of each; an empty list draws nothing."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """A table; `widths` share the width of the page, one for each column."""

    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, by who signs."""

    lines: Sequence[str]


Block = Heading | Words | Pairs | Grid | Signatures


@dataclass(frozen=True)
class Paper:
    """A whole report.

    Args:
        title: What it is.
        mark: What stands at the foot of every page, such as the snapshot.
        blocks: Its parts from the top.
    """

    title: str
    mark: str
    blocks: Sequence[Block]
