"""A paper as plain text, for a terminal, a message or a form that takes nothing else."""

from collections.abc import Iterator
from textwrap import wrap

from barred.publishing.paper.paper import Block, Grid, Heading, Pairs, Paper, Signatures, Words

__all__ = ["paper_text"]

_WIDTH = 100
_NAME_WIDTH = 34
_RULES = {1: "=", 2: "-"}


def paper_text(paper: Paper, *, width: int = _WIDTH) -> str:
    """Draw a paper as lines of text, without a line feed at the end."""
    lines = [paper.title.upper(), "=" * min(len(paper.title), width)]
    for block in paper.blocks:
        lines += ["", *_block(block, width)]
    return "\n".join([*lines, "", *_wrapped(paper.mark, "", width)])


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text, level, outcome):
            told = wrap(f"{outcome.upper()} {text}".strip(), width)
            yield from told
            yield _RULES[level] * max(map(len, told))
        case Words(text):
            yield from _wrapped(text, "", width)
        case Pairs(pairs):
            for name, said in pairs:
                if len(name) >= _NAME_WIDTH:
                    yield f"{name}:"
                yield from _wrapped(said, f"{'' if len(name) >= _NAME_WIDTH else name + ':':<{_NAME_WIDTH}} ", width)
        case Grid(header, rows):
            for row in rows:
                told = [f"{name}: {one.text}" for name, one in zip(header, row, strict=True) if one.text]
                yield from _wrapped("; ".join(told), "- ", width)
        case Signatures(lines):
            for line in lines:
                yield f"{line + ':':<{_NAME_WIDTH}} {'_' * 36}  Date: {'_' * 12}"


def _wrapped(text: str, mark: str, width: int) -> list[str]:
    margin = " " * len(mark)
    told = wrap(
        text, width, initial_indent=mark, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False
    )
    return told or [mark.rstrip()]
