"""The closed lists of the built-in directory hold words that records use.

No check of the command does this: a directory of one's own may lie over the lists and use a few of their words.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from barred.directory.read import Stack, read_directories
from barred.directory.records import records_at, walk

# Lists from which askers choose, or that describe the world and not the records.
ASKED = {"circumstance", "conduct", "identifier-scheme", "party", "place", "product", "purpose", "site"}
# Words that no record uses yet, and why they stay.
KEPT = {
    "action": {"asset-freeze": "lists that others keep have it, and exports name it"},
    "event-type": {"lawsuit": "a directory laid over this one begins with suits"},
    "link-type": {"component-from": "the only tie along which a ban reaches components"},
    "membership-basis": {
        "inferred": "how a member that the words of a class fit came into it",
        "stated": "the other way: all classes of this directory are decided by predicates or lists so far",
    },
    "proof": {"corroborated": "a level of the ladder that the model holds"},
    "role": {"defendant": "the other side of a suit", "plaintiff": "who sues"},
}


@pytest.fixture(scope="module")
def stack(builtin: Path) -> Stack:
    """The built-in directory, read once."""
    return read_directories([builtin])


def used(stack: Stack) -> dict[str, set[str]]:
    """Give the terms that records name, by vocabulary."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in stack.records.values():
        for place in walk(file.kind, file.data):
            of, _, name = place.field.refers.partition(":")
            if of == "term":
                found[name] |= set(place.value if isinstance(place.value, list) else [place.value])
    return found


def with_broader(terms: dict[str, list[str]], named: set[str]) -> set[str]:
    """Add the broader terms of those named, all the way up."""
    found, waiting = set(named), [*named]
    while waiting:
        new = [one for one in terms.get(waiting.pop(), []) if one not in found]
        found |= set(new)
        waiting += new
    return found


def test_every_term_is_used_or_kept_for_a_reason(stack: Stack) -> None:
    """A word that nothing uses makes the choice of the right word harder."""
    named = used(stack)
    lists = [file for file in stack.of_kind("vocabulary") if file.id not in ASKED]

    unused = {}
    for file in lists:
        terms = {str(one["id"]): one.get("broader", []) for _, one in records_at(file.data, "terms")}
        unused[file.id] = set(terms) - with_broader(terms, named[file.id])

    assert len(lists) > 20
    assert {name: words for name, words in unused.items() if words} == {name: set(kept) for name, kept in KEPT.items()}


def test_broader_terms_count_as_used() -> None:
    """A narrow word holds up those above it."""
    assert with_broader({"a/b/c": ["a/b"], "a/b": ["a"], "a": [], "d": ["a"]}, {"a/b/c"}) == {"a", "a/b", "a/b/c"}
