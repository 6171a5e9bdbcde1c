"""What official lists say of a subject. A listing bars nothing by itself: a restriction may rest on the list."""

from typing import NamedTuple

__all__ = ["Listing"]


class Listing(NamedTuple):
    """An entry of an official list that a subject is, or is linked to.

    Args:
        answer: *same* when the subject is the entry, by its name or as an organisation of the directory;
            *related* when the directory records a link that leads from the one to the other.
        list, title: Id of the list, and as a reader knows it.
        entry, name: Id of the entry in its list, and the name by which it was found.
        organisation: The organisation of the directory that the entry was matched with; may be empty.
        countries, programmes: As the list writes them.
        since, until: ISO date prefixes, empty where the list does not tell.
        score: Probability that both names are one body.
        source: Id of the source.
        imported: The day on which the list was read; a change made since is not known.
        restrictions: Ids of those that rest on the list, whether they bind or not.
    """

    answer: str
    list: str
    title: str
    entry: str
    name: str
    organisation: str
    countries: str
    programmes: str
    since: str
    until: str
    score: float
    source: str
    imported: str
    restrictions: tuple[str, ...] = ()
