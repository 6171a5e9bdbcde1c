"""What a report has to name: leave to buy is no leave not to report."""

from typing import Any

from barred.publishing.clauses.reported_items import reported_items

_OPEN = {"part": "subject", "value": "open", "text": "relabelled goods end here"}
_SETTLED = {"part": "stage", "value": "yes", "text": "in force"}


def verdict(applies: str, *, waived: bool) -> dict[str, Any]:
    """Give a verdict on one row under one restriction, as a check writes it."""
    judged = {"id": "l", "applies": applies, "waived": waived, "waivers": ["w"], "why": [_SETTLED, _OPEN]}
    subject = {"text": "Acme EX-200", "file": "q.csv", "row": 2, "fields": {"brand": "Acme"}}
    return {"subject": subject, "candidates": [], "restrictions": [judged], "questions": [] if waived else [_OPEN]}


def test_what_is_open_and_waived_is_still_to_be_found_out() -> None:
    """The verdict asks nothing where a waiver covers it; the report lists the item as unsettled, with what is open."""
    [item] = reported_items([verdict("open", waived=True)], ["l"])

    assert (item.restrictions, item.questions) == (("l",), ("subject: relabelled goods end here",))


def test_what_binds_is_settled_with_or_without_a_waiver() -> None:
    """Nothing is left to find out, and both rows are items."""
    found = reported_items([verdict("yes", waived=True), verdict("yes", waived=False)], ["l"])

    assert [one.questions for one in found] == [()]
    assert [len(one.places) for one in found] == [2]
