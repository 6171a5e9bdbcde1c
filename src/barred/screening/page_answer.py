"""Answer for a page: whom its text names, where, and what holds for each and for all of them."""

from typing import NamedTuple

import pyarrow as pa

from barred.identify.index import WholeIndex
from barred.model.candidate import Candidate
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.readers.page_text import broken_line
from barred.screening.answer import Desk
from barred.screening.mentions import Mention
from barred.screening.page_candidates import page_candidates

__all__ = ["PageAnswer", "Party", "answer_page"]


class Party(NamedTuple):
    """An organisation that a page names, and the verdict as if the page named nobody else."""

    candidate: Candidate
    verdict: Verdict
    mentions: tuple[Mention, ...]


class PageAnswer(NamedTuple):
    """The verdict on a page, and on each party that it names, the surest first."""

    verdict: Verdict
    parties: tuple[Party, ...]


def answer_page(text: str, desk: Desk, *, index: WholeIndex) -> PageAnswer:
    """Answer for a text that names things somewhere inside, as bulk screening does for a page.

    Args:
        text: Any text; a line of it is identified as a whole.
        desk: Answers in the context of the user.
        index: Names, model numbers and words, all of them.

    Returns:
        The answer. Mentions count the signs of the text as it was given.
    """
    # Half a character (a lone surrogate) can be in no column; no sign comes or goes by what is done here.
    lines = "\n".join(broken_line(line) for line in text.encode("utf-8", "replace").decode("utf-8").split("\n"))
    candidates, mentions = page_candidates(pa.array([lines]), index).get(0, ((), ()))
    subject = Subject(text)
    parties = (
        Party(
            one,
            desk.conclude(subject, [one]),
            tuple(mention for mention in mentions if mention.organisation == one.organisation),
        )
        for one in candidates
    )
    return PageAnswer(desk.conclude(subject, candidates), tuple(parties))
