"""The quick desk says what the desk says, in the same bytes."""

import json
from itertools import product

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.publishing.verdicts.verdict_data import as_data
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import whole_index
from barred.web.answering.json import written
from barred.web.answering.quick_desk import QuickDesk

CONTEXTS = (
    Said(on="2021-03-01", asker="us/federal/executive-agency", conduct="procure"),
    Said(on="2024-03-01"),
    Said(on="2020-01-01", conduct="use", place="gb"),
)
BRANDS = (
    "Hikvision",
    "Dahua",
    "Lorex",
    "LTS",
    "Axis",
    "Honeywell",
    "大华",
    "Dauha",
    "Shanghai Dahua Scale Factory",
    "EZVIZ",
)
# What is told of an identifier belongs to one subject and not to the next of the same party.
IDENTIFIERS = (
    "44:19:b6:12:34:56",
    "3c:ef:8c:00:00:01",
    "02:00:00:00:00:01",
    "00EXAMPLEOPTICS00087",
    "913301006739124535",
)
LINES = (
    "{}",
    "{} dome camera",
    "bracket for {}",
    "{} DS-2CD2143G2-I",
    "{} IPC-HFW2431S",
    "{} and Bosch",
    "licence, {} NVR",
)


@pytest.mark.parametrize("said", CONTEXTS)
def test_whatever_was_asked_before_the_verdict_is_that_of_a_new_desk(said: Said, snapshot: Snapshot) -> None:
    """Subjects in two orders, as text and as columns: each part of each verdict, and of its JSON."""
    context, index = understand(said, book=snapshot), whole_index(snapshot)
    subjects = [Subject(line.format(brand)) for line, brand in product(LINES, BRANDS)]
    subjects += [Subject(f"{one} X-1", kind="device", fields={"brand": one, "model": "X-1"}) for one in BRANDS]
    subjects += [Subject(line.format(one)) for one in IDENTIFIERS for line in ("{}", "Hikvision {}", "MAC {}")]
    subjects += [Subject(one, fields={"identifier": one}) for one in IDENTIFIERS]
    quick = QuickDesk(Desk(context, book=snapshot, index=index))

    for subject in (*subjects, *reversed(subjects)):
        wanted = Desk(context, book=snapshot, index=index).answer(subject)

        assert quick.answer(subject) == wanted
        for most in (0, 10):
            told = json.loads(written(quick.data(subject, most_rejected=most)))
            assert told == json.loads(json.dumps(as_data(wanted, most_rejected=most)))


def test_the_cases_have_verdicts_of_every_kind(snapshot: Snapshot) -> None:
    """One candidate, several, none; sure and only possible: otherwise the test above shows little."""
    context = understand(CONTEXTS[0], book=snapshot)
    desk = Desk(context, book=snapshot, index=whole_index(snapshot))

    found = [desk.answer(Subject(line.format(brand))) for line, brand in product(LINES, (*BRANDS, "Nobody"))]

    assert {min(len(one.candidates), 2) for one in found} == {0, 1, 2}
    assert {"barred", "clear", "unidentified"} <= {one.outcome for one in found}
    assert {one.band for verdict in found for one in verdict.candidates} >= {"confirmed", "probable"}
