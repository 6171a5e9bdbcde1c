"""A record as it is shown."""

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.shown_records import shown_record, shown_records


@pytest.mark.parametrize(("on", "known", "in_force"), [
    ("2019-08-12", None, "no"), ("2019-08-13", None, "yes"), ("2019-08-13", "2010", "no"),
])  # fmt: skip
def test_a_restriction_tells_how_it_stands(snapshot: Snapshot, on: str, known: str | None, in_force: str) -> None:
    """On the day, by the knowledge of a day; nothing known of it then is no as well."""
    told = shown_record("restriction", "us-ndaa-2019-s889-a1a", context=Context(on, known), book=snapshot)

    assert told["standing"]["in_force"] == in_force
    assert (told["on"], told["known"], told["snapshot"]) == (on, known, snapshot.digest)


def test_other_kinds_do_not_stand(snapshot: Snapshot) -> None:
    """They are shown with what they cite; a source cites nothing."""
    [organisation] = shown_records("dahua", Context("2021", None), book=snapshot)
    [source] = shown_records(organisation["citations"][0]["source"], Context("2021", None), book=snapshot)

    assert (organisation["kind"], source["kind"]) == ("organisation", "source")
    assert "standing" not in organisation
    assert source["citations"] == []


def test_an_unknown_id_is_a_usage_error(snapshot: Snapshot) -> None:
    """What was given, and how ids are found."""
    with pytest.raises(UsageProblem, match="no record has the id 'no-such'; `barred list"):
        shown_records("no-such", Context("2021", None), book=snapshot)
