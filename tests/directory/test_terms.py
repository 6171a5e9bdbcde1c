"""The closed lists of the built-in directory: what is kept for later is really used by nothing.

That every other term is used is a finding of its own, VOC-005.
"""

from pathlib import Path

import pytest

from barred.directory.check import check
from barred.directory.read import Stack, read_directories
from barred.directory.records import records_at
from barred.directory.used_terms import used_terms

# Two lists stay whole: the codes of places, and how one comes into a class, which no record says yet.
WHOLE = {"membership-basis", "place"}


@pytest.fixture(scope="module")
def stack(builtin: Path) -> Stack:
    """The built-in directory, read once."""
    return read_directories([builtin])


def test_every_term_is_used_or_kept_for_a_reason(stack: Stack) -> None:
    """A word that nothing uses makes the choice of the right word harder."""
    assert len(stack.of_kind("vocabulary")) > 20

    assert [one for one in check(stack) if one.code == "VOC-005"] == []


def test_a_reason_to_keep_a_term_goes_when_a_record_uses_it(stack: Stack) -> None:
    """What is said to be used by none must not be used: the reason would be false."""
    named = used_terms(stack)
    kept = [
        (file.id, str(one["id"]))
        for file in stack.of_kind("vocabulary")
        for _, one in records_at(file.data, "terms")
        if one.get("kept_for")
    ]

    assert len(kept) > 20
    assert [(name, term) for name, term in kept if term in named[name]] == []


def test_few_lists_stay_whole(stack: Stack) -> None:
    """The reason for a whole list is no way around a reason for each term."""
    assert {file.id for file in stack.of_kind("vocabulary") if file.data.get("kept_for")} == WHOLE
