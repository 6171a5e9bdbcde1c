"""A past check of many rows: its pages go on where the last one ended, and its sheet has every row."""

import csv
from io import StringIO

import pytest

from tests.web.office import Office
from tests.web.person import Person

ROWS = 1_205
FILE = b"Hersteller,Typ\n" + b"".join(
    (b"Hikvision,DS-2CD%dG2-I\n" if at % 3 else b"Quay,lamp %d\n") % (1000 + at) for at in range(ROWS)
)


@pytest.fixture(scope="module")
def both(desk: Office) -> tuple[str, str]:
    """Give two checks of one file: in a case that bars, and long before anything did."""
    jobs = [desk.job("reader", FILE)]
    early = {"as": "us/federal/executive-agency", "to": "procure", "on": "2015-01-01"}
    jobs.append(desk.job("reader", FILE, fields=early))
    desk.work()
    first, second = (str(desk.done("reader", job)["check"]) for job in jobs)
    return first, second


def sheet(person: Person, path: str) -> list[dict[str, str]]:
    """Give the rows of a page as CSV."""
    answer = person.get(path)
    assert answer.status == 200
    return list(csv.DictReader(StringIO(answer.body.decode("utf-8-sig"))))


def walked(person: Person, path: str, query: str = "") -> list[int]:
    """Walk from page to page, and give the numbers of the rows."""
    found, after = [], 0
    while True:
        told = person.get(f"{path}.json?after={after}{query}").told
        found += [row["number"] for row in told["rows"]]
        assert len(told["rows"]) <= 100
        if not told["next"]:
            return found
        after = told["next"]


def test_the_sheet_of_a_check_has_every_row(desk: Office, both: tuple[str, str]) -> None:
    """Those of an outcome, those of a maker, those after a row, or all; the pages come to the same."""
    reader = Person(desk, "reader")
    path = f"/checks/{both[0]}"

    rows = sheet(reader, f"{path}.csv?order=file")

    def numbers(query: str) -> list[int]:
        return [int(row["number"]) for row in sheet(reader, f"{path}.csv{query}")]

    assert [int(row["number"]) for row in rows] == list(range(1, ROWS + 1)) == walked(reader, path, "&order=file")
    assert numbers("?order=file&after=1200") == list(range(1201, ROWS + 1))
    barred = [int(row["number"]) for row in rows if row["outcome"] == "barred"]
    assert 100 < len(barred) < ROWS
    assert (
        numbers("?outcome=barred") == numbers("?maker=hikvision") == barred == walked(reader, path, "&outcome=barred")
    )
    others = [int(row["number"]) for row in rows if row["outcome"] != "barred"]
    assert numbers("") == walked(reader, path) == barred + others


def test_the_sheet_of_a_comparison_has_every_row_that_differs(desk: Office, both: tuple[str, str]) -> None:
    """The pages come to the same."""
    reader = Person(desk, "reader")
    path = f"/checks/{both[1]}/against/{both[0]}"
    before, after = (sheet(reader, f"/checks/{one}.csv") for one in both)

    rows = sheet(reader, f"{path}.csv")

    differing = [int(one["number"]) for one, other in zip(before, after, strict=True) if one != other]
    assert len(differing) > 200
    assert [int(row["number"]) for row in rows] == walked(reader, path)
    assert set(differing) <= {int(row["number"]) for row in rows}
    told = {int(row["number"]): (row["before"], row["after"]) for row in rows}
    assert all(
        told[int(one["number"])] == (one["outcome"], other["outcome"])
        for one, other in zip(before, after, strict=True)
        if one["outcome"] != other["outcome"]
    )


@pytest.mark.parametrize("path", ["/checks/check-999999.csv", "/checks/check-999999/against/check-1.csv"])
def test_a_sheet_of_nothing_is_not_there(desk: Office, path: str) -> None:
    """Told before the first row is written."""
    assert Person(desk, "reader").get(path).status == 404


def test_a_sheet_of_two_files_is_refused(desk: Office, both: tuple[str, str]) -> None:
    """Rows of other bytes are other rows."""
    job = desk.job("reader", b"Hersteller\nAxis\n")
    desk.work()
    other = desk.done("reader", job)["check"]

    assert Person(desk, "reader").get(f"/checks/{other}/against/{both[0]}.csv").status == 422
