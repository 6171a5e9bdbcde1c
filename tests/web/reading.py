"""How tests read a page: what it links to, what it loads, what it says."""

from html.parser import HTMLParser

__all__ = ["Reading", "read_page"]


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
