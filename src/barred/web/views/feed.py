"""What is new, as feeds: the same entries as Atom and as JSON Feed.

Source: RFC 4287; JSON Feed 1.1.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from barred.model.day import first_day
from barred.model.verdict import NOTICE

__all__ = ["Entry", "Feed", "atom", "json_feed"]

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """Something that was decided, said or done; `date` as precise as its source, `recorded` when it was taken up."""

    kind: str
    id: str
    what: str
    date: str
    title: str
    summary: str
    recorded: str

    @property
    def key(self) -> str:
        """A name for life: the same entry has it in every feed."""
        return f"urn:barred:{self.kind}:{self.id}:{self.what}:{self.date}"

    @property
    def path(self) -> str:
        """Where the record is, below the server."""
        return f"/v1/{self.kind}s/{self.id}"

    @property
    def heading(self) -> str:
        """What happened, when, in a line."""
        return f"{self.date}: {self.title} ({self.what})"


@dataclass(frozen=True)
class Feed:
    """Entries, the newest first.

    Args:
        title: What it tells of.
        root: The address of the server.
        path: Its own path, without the ending of a form.
        checked: The day on which the directory was last checked.
        entries: At most as many as a reader should have to fetch.
    """

    title: str
    root: str
    path: str
    checked: str
    entries: list[Entry]

    @property
    def updated(self) -> str:
        """When it last changed."""
        return _moment(max((_changed(one) for one in self.entries), default=self.checked or "1970"))


def atom(feed: Feed) -> bytes:
    """Write a feed as Atom."""
    top = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(top, "title", feed.title)
    _add(top, "subtitle", NOTICE)
    _add(top, "id", f"urn:barred:feed:{feed.path.removeprefix('/feeds/')}")
    _add(top, "updated", feed.updated)
    ET.SubElement(_add(top, "author"), "name").text = "barred"
    ET.SubElement(top, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{feed.root}{feed.path}.atom"})
    ET.SubElement(top, "link", {"rel": "alternate", "type": "application/json", "href": f"{feed.root}/v1/timeline"})
    for one in feed.entries:
        entry = _add(top, "entry")
        _add(entry, "title", one.heading)
        _add(entry, "id", one.key)
        _add(entry, "updated", _moment(_changed(one)))
        _add(entry, "published", _moment(one.date))
        _add(entry, "summary", one.summary or one.title)
        ET.SubElement(entry, "category", {"term": one.kind})
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "application/json", "href": f"{feed.root}{one.path}"})
    text = ET.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def json_feed(feed: Feed) -> dict[str, Any]:
    """Give a feed as the data of a JSON Feed."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": NOTICE,
        "home_page_url": f"{feed.root}/docs",
        "feed_url": f"{feed.root}{feed.path}.json",
        "language": "en",
        "authors": [{"name": "barred"}],
        "items": [
            {
                "id": one.key,
                "url": f"{feed.root}{one.path}",
                "title": one.heading,
                "content_text": one.summary or one.title,
                "date_published": _moment(one.date),
                "date_modified": _moment(_changed(one)),
                "tags": [one.kind, one.what],
            }
            for one in feed.entries
        ],
    }


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _printable(text) or None
    return child


def _printable(text: str) -> str:
    """Leave out what XML 1.0 has no place for."""
    return "".join(one for one in text if one in "\t\n" or one >= " ")


def _changed(entry: Entry) -> str:
    """Give the day on which a reader could first have read it: recorded, and not before it happened."""
    return entry.recorded or entry.date


def _moment(date: str) -> str:
    return f"{first_day(date)}T00:00:00Z"
