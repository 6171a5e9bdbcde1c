"""`/v1/checks`: what was kept, read in parts, and the same file in another case."""

from tests.web.office import QUOTE, Office


def checked(desk: Office, role: str = "reader", body: bytes = QUOTE) -> str:
    """Let a file be checked, and give the id of the check."""
    job = desk.job(role, body)
    desk.work()
    return str(desk.done(role, job)["check"])


def test_a_check_is_run_again_on_another_day_and_for_another_buyer(desk: Office) -> None:
    """The file is the same, the rest of the case stays, the answers are those of the new case."""
    check = checked(desk)
    path = f"/v1/checks/{check}/rerun"

    before = desk.ask("reader", "POST", path, told={"on": "2017-01-01"})
    other = desk.ask("reader", "POST", path, told={"on": "2024-01-01", "as": "company"})
    desk.work()

    assert (before.status, other.status) == (202, 202)
    old = desk.get("reader", f"/v1/checks/{desk.done('reader', before.told['id'])['check']}")
    new = desk.get("reader", f"/v1/checks/{desk.done('reader', other.told['id'])['check']}")
    assert old["case"]["on"] == "2017-01-01"
    assert old["case"]["asker"] == "us/federal/executive-agency"
    assert "barred" not in old["counts"]
    assert new["case"]["asker"] == "company"
    assert old["inputs"][0]["digest"] == new["inputs"][0]["digest"]


def test_rows_are_narrowed_by_outcome_and_read_in_parts(desk: Office) -> None:
    """`next` leads to what is left, and is 0 at the end."""
    check = checked(desk)

    barred = desk.get("reader", f"/v1/checks/{check}/rows?outcome=barred")
    first = desk.get("reader", f"/v1/checks/{check}/rows?most=2")
    rest = desk.get("reader", f"/v1/checks/{check}/rows?most=2&after={first['next']}")

    assert [one["subject"]["row"] for one in barred["rows"]] == [2]
    assert "hikvision" in barred["rows"][0]["gist"]["identities"]
    assert [one["number"] for one in first["rows"] + rest["rows"]] == [1, 2, 3]
    assert rest["next"] == 0


def test_checks_are_read_in_parts_the_newest_first(desk: Office) -> None:
    """Every check comes once."""
    made = [checked(desk, "approver") for _ in range(3)]

    found: list[str] = []
    following = ""
    while True:
        part = desk.get("admin", f"/v1/checks?most=2&before={following}")
        found += [one["id"] for one in part["checks"]]
        following = part["next"]
        if not following:
            break

    assert len(found) == len(set(found))
    assert [one for one in found if one in made] == made[::-1]


def test_a_wrong_word_in_a_new_case_is_told_at_once(desk: Office) -> None:
    """Before a job is made of it."""
    answer = desk.ask("reader", "POST", f"/v1/checks/{checked(desk)}/rerun", told={"as": "nobody"})

    assert answer.status == 422
    assert "not a known party" in answer.told["detail"]
