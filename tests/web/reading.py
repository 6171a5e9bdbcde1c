"""How tests read a page: what it links to, what it loads, what it says."""

from html.parser import HTMLParser
from typing import Any

__all__ = ["Reading", "read_page", "read_verdict"]


class Reading(HTMLParser):
    """What a page holds.

    Links are addresses of other pages, loads those of files that it needs; `faults` are what the policy forbids or
    what a reader without eyes would miss.
    """

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.language = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag in."""
        told = dict(attrs)
        self._open.append(tag)
        self.ids += [told["id"] or ""] if "id" in told else []
        if tag in {"a", "form"}:
            self.links.append(told.get("href") or told.get("action") or "")
        elif tag in {"link", "script", "img", "iframe"}:
            self.loads.append(told.get("href") or told.get("src") or "")
        if tag == "html":
            self.language = told.get("lang") or ""
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        self.faults += [f"<{tag} {name}>" for name in told if name.startswith("on") or name == "style"]
        self.faults += [f"<{tag}>"] if tag == "style" or (tag == "script" and not told.get("src")) else []

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if data.strip():
            self.words.append(" ".join(data.split()))


def read_page(body: bytes) -> Reading:
    """Read a page."""
    found = Reading()
    found.feed(body.decode())
    return found


class _Verdict(HTMLParser):
    """The verdict that a page shows, in the words of the JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome = ""
        self.restrictions: list[dict[str, Any]] = []
        self.questions: list[dict[str, Any]] = []
        self.candidates: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that carry the parts of a verdict."""
        told = dict(attrs)
        self.outcome = told.get("data-outcome") or self.outcome
        if tag == "article" and "data-restriction" in told:
            self.restrictions.append({"id": told["data-restriction"], "applies": told["data-applies"], "citations": []})
        elif "data-source" in told:
            self.restrictions[-1]["citations"].append({"source": told["data-source"]})
        elif "data-question" in told:
            self.questions.append({"part": told["data-question"]})
        elif "data-organisation" in told:
            self.candidates.append({"organisation": told["data-organisation"], "maker": told.get("data-maker")})


def read_verdict(body: bytes) -> dict[str, Any]:
    """Read a verdict out of the page that shows it, by the attributes that say what is what.

    Returns:
        Outcome, restrictions with their sources, questions and candidates, in the order of the page.
    """
    found = _Verdict()
    found.feed(body.decode())
    return {
        "outcome": found.outcome,
        "restrictions": found.restrictions,
        "questions": found.questions,
        "candidates": found.candidates,
    }
