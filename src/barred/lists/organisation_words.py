"""Tell by its words that a name is one of an organisation, for lists that do not tell.

Only a word that no person bears counts. Whoever shows none stays unknown and is not recorded: a
company left out is a gap that the counts show, a person taken in would be a dossier.
"""

from barred.text.fold import fold

__all__ = ["is_organisation"]

_WORDS = frozenset(
    {
        "academy", "aerospace", "agency", "airline", "airlines", "airways", "associates", "association", "authority",
        "aviation", "bank", "brigade", "bureau", "center", "centre", "college", "committee", "company", "consulting",
        "corp", "corporation", "department", "directorate", "electronics", "engineering", "enterprise", "enterprises",
        "establishment", "exports", "factory", "foundation", "fzc", "fzco", "fze", "gmbh", "group", "holding",
        "holdings", "inc", "incorporated", "industrial", "industries", "industry", "institute", "international",
        "laboratories", "laboratory", "limited", "llc", "llp", "logistics", "ltd", "manufacturing", "ministry",
        "office", "ooo", "optics", "organisation", "organization", "plc", "pte", "pty", "pvt", "sarl", "school",
        "services", "shipping", "society", "solutions", "srl", "supply", "systems", "tech", "technologies",
        "technology", "trading", "transport", "university",
    }
)  # fmt: skip


def is_organisation(name: str) -> bool:
    """Tell whether a name shows that its bearer is an organisation.

    Example:
        >>> is_organisation("Rigel Example Optics, Inc."), is_organisation("Example, Robert Jr.")
        (True, False)
    """
    return not _WORDS.isdisjoint(fold(name).split())
