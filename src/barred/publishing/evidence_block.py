"""Write a block of evidence, ready to be put into a record."""

import json

from barred.evidence.passage import Lines, cut, passage_digest
from barred.text.fold import fold

__all__ = ["evidence_block"]

_WORDS_IN_KEY = 4


def evidence_block(text: str, place: tuple[int, int], *, source: str) -> str:
    """Give the block for a passage.

    Args:
        text: The document.
        place: Start and end of the passage, code points from 0, end excluded.
        source: Id of the source that the document is the capture of.

    Returns:
        TOML with a line break at its end. The key is the first words of the passage; whoever takes the block
        into a record gives it a name that says what it proves.
    """
    start, end = place
    words = cut(text, start=start, end=end)
    key = "-".join(fold(words).split()[:_WORDS_IN_KEY]) or "passage"
    cells = {"key": key, "source": source, "pinpoint": f"line {Lines(text).number(start)}"}
    # For words without control characters a string of JSON is one of TOML.
    told = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in cells.items()]
    return "\n".join(
        ["[[evidence]]", *told, f"start = {start}", f"end = {end}", f'digest = "{passage_digest(words)}"', ""]
    )
