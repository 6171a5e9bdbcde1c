"""Draw the links behind an organisation as a tree of lines."""

from collections.abc import Iterator, Sequence
from typing import Any

from barred.identify.identify import identify
from barred.identify.index import Index
from barred.model.book import Book
from barred.model.organisation import Link
from barred.model.question import Subject

__all__ = ["link_data", "link_tree", "named_in"]

_DEEPEST = 8


def named_in(text: str, *, index: Index) -> list[str]:
    """Give the organisations that a text may name and the makers that its model numbers tell, each once."""
    candidates = identify(Subject(text), index)
    return list(dict.fromkeys(key for one in candidates for key in (one.organisation, one.maker) if key))


def link_tree(start: str, *, book: Book) -> str:
    """Draw every recorded link from an organisation upwards.

    Args:
        start: Its id.
        book: The directory.

    Returns:
        One line an organisation, indented by distance; a circle is named and not followed.
    """
    return "\n".join([_titled(start, book), *_branches(start, (start,), "", book)])


def link_data(start: str, *, book: Book, path: tuple[str, ...] = ()) -> dict[str, Any]:
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
            "to": None if link.to in here else link_data(link.to, book=book, path=here),
        }
        for link in organisation.links
    ]
    return {"id": start, "title": organisation.title, "links": links}


def _branches(at: str, path: tuple[str, ...], indent: str, book: Book) -> Iterator[str]:
    links: Sequence[Link] = book.organisation(at).links
    for number, link in enumerate(links):
        is_last = number == len(links) - 1
        yield f"{indent}{'└── ' if is_last else '├── '}{_told(link, book)}"
        inner = indent + ("    " if is_last else "│   ")
        if link.to in path:
            yield f"{inner}(a circle back to {link.to})"
        elif len(path) < _DEEPEST:
            yield from _branches(link.to, (*path, link.to), inner, book)


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
