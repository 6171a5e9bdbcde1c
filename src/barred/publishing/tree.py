"""Draw the links behind an organisation as a tree of lines."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from barred.identify.identify import identify
from barred.identify.index import Index
from barred.model.book import Book
from barred.model.day import reached, within
from barred.model.organisation import Link
from barred.model.question import Subject
from barred.model.truth import Truth

__all__ = ["EVER", "Moment", "link_data", "link_tree", "named_in"]

_DEEPEST = 8


class Moment(NamedTuple):
    """A day, and the day by whose knowledge it is told; None is any day and everything."""

    on: str | None = None
    known: str | None = None

    def may_have(self, link: Link) -> bool:
        """Tell whether a link is drawn: only one that surely did not hold, or was not known, is left out."""
        if self.known is not None and reached(link.known_since or link.since or self.known, self.known) is Truth.NO:
            return False
        return self.on is None or within(link.since, link.until, on=self.on) is not Truth.NO


EVER = Moment()


def named_in(text: str, *, index: Index) -> list[str]:
    """Give the organisations that a text may name and the makers that its model numbers tell, each once."""
    candidates = identify(Subject(text), index)
    return list(dict.fromkeys(key for one in candidates for key in (one.organisation, one.maker) if key))


def link_tree(start: str, *, book: Book, moment: Moment = EVER) -> str:
    """Draw the recorded links from an organisation upwards.

    Args:
        start: Its id.
        book: The directory.
        moment: The day on which the links are to hold.

    Returns:
        One line an organisation, indented by distance; a circle is named and not followed.
    """
    return "\n".join([_titled(start, book), *_branches((start,), "", moment, book)])


def link_data(start: str, *, book: Book, moment: Moment = EVER, path: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the same tree as nested data: id, title and links, each with what it leads to.

    `to` is None where following the link would go in a circle.
    """
    here = (*path, start)
    organisation = book.organisation(start)
    links = [
        {
            "type": link.type,
            "extent": link.extent,
            "since": link.since,
            "until": link.until,
            "share": [link.share_least, link.share_most],
            "sources": [one.source for one in organisation.evidence if one.key in link.evidence],
            "to": None if link.to in here else link_data(link.to, book=book, moment=moment, path=here),
        }
        for link in filter(moment.may_have, organisation.links)
    ]
    return {"id": start, "title": organisation.title, "links": links}


def _branches(path: tuple[str, ...], indent: str, moment: Moment, book: Book) -> Iterator[str]:
    links = [*filter(moment.may_have, book.organisation(path[-1]).links)]
    for number, link in enumerate(links):
        is_last = number == len(links) - 1
        yield f"{indent}{'└── ' if is_last else '├── '}{_told(link, book)}"
        inner = indent + ("    " if is_last else "│   ")
        if link.to in path:
            yield f"{inner}(a circle back to {link.to})"
        elif len(path) < _DEEPEST:
            yield from _branches((*path, link.to), inner, moment, book)


def _told(link: Link, book: Book) -> str:
    kind = book.vocabulary("link-type").terms[link.type].title
    details = [
        f"since {link.since}" if link.since else "",
        f"until {link.until}" if link.until else "",
        _share(link),
        link.lines if link.extent == "some" else "",
        "some lines" if link.extent == "some" and not link.lines else "",
        "extent not known" if link.extent == "unclear" else "",
        link.note,
    ]
    told = "; ".join(one for one in details if one)
    return f"{kind} {_titled(link.to, book)}" + (f" [{told}]" if told else "")


def _share(link: Link) -> str:
    bounds = sorted({one for one in (link.share_least, link.share_most) if one is not None})
    return " to ".join(f"{one:.2%}" for one in bounds)


def _titled(key: str, book: Book) -> str:
    return f"{book.organisation(key).title} [{key}]"
