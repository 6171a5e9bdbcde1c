"""The pages of what is kept: by role, in three forms and two languages, with forms that need no script and no luck."""

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from barred.ledger.keys import ROLES
from barred.web.entrance.rights import suffices
from barred.web.pages.words import LANGUAGES
from barred.wiring import build_snapshot, builtin_directory
from tests.publishing.overlays.test_import_list import edition, load
from tests.web.office import Office, office
from tests.web.person import Person, forms_of
from tests.web.reading import read_page
from tests.web.talk import Answer, Server, until

PAGES = {
    "/work": "reader", "/checks": "reader", "/jobs": "reader", "/jobs?state=done": "reader", "/waivers": "reader",
    "/waivers?state=expired": "reader", "/waivers/new": "reader",
    "/waivers/new?scope=brand&value=Quay&reason=a+test": "reader", "/waivers/requests": "reader",
    "/waivers/requests?state=asked": "reader", "/sessions": "reader", "/log": "admin", "/log?action=job.add": "admin",
    "/log/gate": "admin", "/log/gate?day=2026-01-01T08&decision=deny": "admin", "/log/proof": "admin",
    "/keys": "admin", "/installation": "admin",
}  # fmt: skip
# Where a form goes, and what it would say.
CHANGES = {
    "/jobs": {"file": "none"}, "/jobs/JOB/cancel": {}, "/checks/CHECK/again": {"on": "2024-01-01"},
    "/waivers": {"scope": "brand"}, "/waivers/WAIVER/revoke": {"reason": "x"}, "/keys": {"name": "x"},
    "/keys/KEY/revoke": {}, "/waivers/ask": {"scope": "brand"}, "/waivers/requests/REQUEST/grant": {"reason": "x"},
    "/waivers/requests/REQUEST/refuse": {"reason": "x"}, "/sessions/others/end": {}, "/sessions/0000/end": {},
}  # fmt: skip
QUOTE = (
    b'Brand,Model,Note\nHikvision,DS-2CD2143G2-I,"<script>alert(1)</script>"\n'
    b'=HYPERLINK("http://evil.example"),<img src=x onerror=alert(1)>,\nAxis,P3245-V,\n'
)
NAME = "<b>q.csv"


@pytest.fixture(scope="module")
def kept(desk: Office) -> dict[str, str]:
    """Give a check with its job, asked again for another buyer, and a waiver that covers nothing in it."""
    job = desk.job("reader", QUOTE, fields={"as": "us/federal/executive-agency", "to": "procure", "name": NAME})
    desk.work()
    check = str(desk.done("reader", job)["check"])
    again = desk.ask("reader", "POST", f"/v1/checks/{check}/rerun", told={"as": "company", "on": "2017-01-01"})
    desk.work()
    other = str(desk.done("reader", again.told["id"])["check"])
    told = {"scope": "brand", "value": "<i>Quay", "restrictions": ["us-ndaa-2019-s889-a1a"], "reason": "=<u>x"}
    waiver = desk.ask("approver", "POST", "/v1/waivers", told={**told, "expires": "2099-01-01"}).told["id"]
    request = desk.ask("reader", "POST", "/v1/waivers/ask", told={**told, "expires": "2099-01-01"}).told["id"]
    return {"JOB": job, "CHECK": check, "OTHER": other, "WAIVER": waiver, "REQUEST": request}


def pages(kept: dict[str, str]) -> dict[str, str]:
    """Give every page with the role that it asks for."""
    single = {
        f"/checks/{kept['CHECK']}": "reader",
        f"/checks/{kept['CHECK']}?outcome=barred": "reader",
        f"/checks/{kept['OTHER']}/against/{kept['CHECK']}": "reader",
        f"/jobs/{kept['JOB']}": "reader",
        f"/waivers/{kept['WAIVER']}": "reader",
        f"/waivers/requests/{kept['REQUEST']}": "reader",
    }
    return {**PAGES, **single}


def test_every_page_asks_for_its_role(desk: Office, kept: dict[str, str]) -> None:
    """With a lesser role a page says which is needed; without one it leads to the sign-in and back.

    The first page is everybody's, and says what there is to sign in for.
    """
    people = {role: Person(desk, role) for role in ("", *ROLES)}

    for path, needed in pages(kept).items():
        for role, person in people.items():
            answer = person.get(path)
            if suffices(role, needed) or path == "/work":
                assert answer.status == 200, (path, role, answer.body[-500:])
                assert answer.headers["cache-control"] == "no-store", path
            elif role:
                assert (answer.status, f"role {needed}" in answer.body.decode()) == (403, True), (path, role)
            else:
                assert answer.status == 303, path
                assert answer.headers["location"].startswith("/sign-in?then=%2F"), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_formed_in_both_languages(desk: Office, kept: dict[str, str], language: str) -> None:
    """One first heading, no level passed over, no id twice, nothing that the policy forbids."""
    admin = Person(desk, "admin")

    for path in pages(kept):
        page = read_page(admin.get(path, Accept_Language=language).body)
        assert page.language == language, path
        assert page.faults == [], path
        assert page.headings.count(1) == 1, path
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), path
        assert sorted(set(page.ids)) == sorted(page.ids), path


def test_every_link_of_the_pages_leads_somewhere(desk: Office, kept: dict[str, str]) -> None:
    """Reports and other forms too."""
    admin = Person(desk, "admin")
    links = {link.split("#")[0] for path in pages(kept) for link in read_page(admin.get(path).body).links}

    found = {one: admin.get(one).status for one in sorted(links) if one.startswith("/") and "/again" not in one}

    posts = {one.action for path in pages(kept) for one in forms_of(admin.get(path).body) if one.method == "post"}
    assert {one: status for one, status in found.items() if status != 200 and one not in posts} == {}
    assert len(found) > 60


def test_the_three_forms_come_from_one_view(desk: Office, kept: dict[str, str]) -> None:
    """The JSON has what the page shows, the CSV its list; neither has the word of the session."""
    admin = Person(desk, "admin")

    for path in pages(kept):
        bare, _, query = path.partition("?")
        told, sheet = (admin.get(f"{bare}.{form}?{query}") for form in ("json", "csv"))
        assert (told.status, sheet.status) == (200, 200), path
        assert told.told["snapshot"][7:23] in admin.get(path).body.decode()
        assert "csrf" not in told.told
        rows = list(csv.reader(StringIO(sheet.body.decode("utf-8-sig"))))
        assert all(len(row) == len(rows[0]) for row in rows), path


def test_every_form_needs_the_word_of_its_session(desk: Office, kept: dict[str, str]) -> None:
    """Of no session, of another one, a wrong one: 403, told as a page, and nothing is done."""
    admin, other = Person(desk, "admin"), Person(desk, "admin")
    word = other.word()
    entries = len(desk.get("admin", "/v1/log?most=1000")["entries"])

    for path, fields in CHANGES.items():
        address = path.replace("KEY", "0000000000")
        for name, value in kept.items():
            address = address.replace(name, value)
        for forged in ({}, {"csrf": "0" * 64}, {"csrf": word}):
            answer = admin.post(address, **fields, **forged)
            assert answer.status == 403, (path, forged)
            assert "text/html" in answer.headers["content-type"], path
            assert "send the form from its page" in answer.body.decode()
    assert len(desk.get("admin", "/v1/log?most=1000")["entries"]) == entries


def test_every_form_asks_for_its_role(desk: Office, kept: dict[str, str]) -> None:
    """The word of the session is not enough."""
    reader = Person(desk, "reader")
    word = reader.word()

    request = f"/waivers/requests/{kept['REQUEST']}"
    for path in ("/waivers", f"/waivers/{kept['WAIVER']}/revoke", "/keys", "/keys/0000000000/revoke",
                 f"{request}/grant", f"{request}/refuse"):  # fmt: skip
        assert reader.post(path, csrf=word, reason="x").status == 403, path
    assert Person(desk, "").post("/waivers", reason="x").status == 401


def words_of(answer: Answer) -> str:
    """Give the words of a page."""
    return " ".join(read_page(answer.body).words)


def test_what_stands_in_a_file_is_text_and_never_markup_nor_a_formula(desk: Office, kept: dict[str, str]) -> None:
    """Names, cells and reasons that look like scripts are shown as they are, and begin no formula in CSV."""
    admin = Person(desk, "admin")
    paths = ["/work", "/checks", "/jobs", "/waivers", "/log", f"/checks/{kept['CHECK']}", f"/jobs/{kept['JOB']}",
             f"/waivers/{kept['WAIVER']}", "/waivers/requests", f"/waivers/requests/{kept['REQUEST']}", "/sessions",
             f"/checks/{kept['OTHER']}/against/{kept['CHECK']}"]  # fmt: skip

    for path in paths:
        page = admin.get(path)
        assert not any(one in page.body for one in (b"<script>alert", b"<img", b"<b>q", b"<i>Quay", b"<u>x")), path
        assert read_page(page.body).faults == [], path
        sheet = admin.get(f"{path}.csv").body.decode("utf-8-sig")
        cells = [cell for row in csv.reader(StringIO(sheet)) for cell in row]
        assert all(not cell.startswith(("=", "@", "+", "\t")) for cell in cells), path
    assert "<img src=x onerror=alert(1)>" in words_of(admin.get(f"/checks/{kept['CHECK']}"))
    assert "<b>q.csv" in words_of(admin.get("/checks"))


def test_a_check_shows_what_was_found_and_why(desk: Office, kept: dict[str, str]) -> None:
    """Rows with who was recognised and what applies, the worst first; the filter narrows them; reports lie ready."""
    reader = Person(desk, "reader")
    path = f"/checks/{kept['CHECK']}"

    told = reader.get(f"{path}.json").told
    barred = reader.get(f"{path}.json?outcome=barred").told

    assert [one["outcome"] for one in told["rows"]] == ["barred", "clear", "unidentified"]
    assert [one["row"] for one in reader.get(f"{path}.json?order=file").told["rows"]] == [2, 3, 4]
    assert told["rows"][0]["identities"][0]["organisation"] == "hikvision"
    assert "us-ndaa-2019-s889-a1a" in [one["id"] for one in told["rows"][0]["restrictions"]]
    assert [one["row"] for one in barred["rows"]] == [2]
    assert told["check"]["counts"] == barred["check"]["counts"] == {"barred": 1, "clear": 1, "unidentified": 1}
    assert set(told["reports"]) == {"pdf", "xlsx", "html", "csv", "jsonl", "parquet", "sarif", "cdx.json"}
    report = reader.get(f"{path}/report.pdf")
    assert (report.status, report.body[:5]) == (200, b"%PDF-")
    assert reader.get(f"{path}/report.doc").status == 404


def test_a_reader_sees_their_own_alone(desk: Office) -> None:
    """What others had checked is not there, on any page and in any form."""
    job = desk.job("curator")
    desk.work()
    check = desk.done("curator", job)["check"]
    reader, curator = Person(desk, "reader"), Person(desk, "curator")

    for path in (f"/checks/{check}", f"/checks/{check}.json", f"/checks/{check}/report.pdf", f"/jobs/{job}",
                 f"/checks/{check}/against/{check}"):  # fmt: skip
        assert reader.get(path).status == 404, path
        assert curator.get(path).status == 200, path
    assert f"/checks/{check}" not in read_page(reader.get("/checks").body).links
    assert reader.send("/work", "/sign-out").status == 303


def test_a_check_is_asked_again_and_laid_beside_the_first(desk: Office, kept: dict[str, str]) -> None:
    """The form has the case of the check; what comes of it is a check of its own, with what differs."""
    reader = Person(desk, "reader")
    path = f"/checks/{kept['CHECK']}"

    page = reader.follow(reader.send(path, f"{path}/again", on="2018-01-01"))
    [job] = [link for link in read_page(page.body).links if link.endswith("/cancel")]
    desk.work()
    done = desk.done("reader", job.split("/")[2])
    told = reader.get(f"/checks/{done['check']}/against/{kept['CHECK']}.json").told
    wrong = reader.send(path, f"{path}/again", **{"as": "nobody"})

    assert done["case"]["on"] == "2018-01-01"
    assert done["case"]["asker"] == "us/federal/executive-agency"
    assert {(one["before"], one["after"], one["rows"]) for one in told["moves"]} == {
        ("barred", "noted", 1), ("clear", "clear", 1), ("unidentified", "unidentified", 1),
    }  # fmt: skip
    assert [one["row"] for one in told["rows"]][:1] == [2]
    assert "us-ndaa-2019-s889-a1a" in [one["id"] for one in told["rows"][0]["differences"]]
    assert reader.get(f"/checks/{done['check']}.json").told["again_of"] == kept["CHECK"]
    assert (wrong.status, "not a known party" in words_of(wrong)) == (422, True)


def test_waived_rows_stand_on_every_page_of_their_check(desk: Office) -> None:
    """Whatever outcome is filtered by, with the waiver that covers them."""
    body = b"Brand,Model\nEZVIZ,CS-C3N\nAxis,P3245-V\n"
    asked = {"as": "us/federal/executive-agency", "to": "procure", "on": "2024-01-01"}
    first = desk.job("reader", body, fields=asked)
    desk.work()
    check = desk.done("reader", first)["check"]
    rows = desk.get("reader", f"/v1/checks/{check}/rows")["rows"]
    rules = [key for key, stands in rows[0]["gist"]["restrictions"].items() if stands[0] != "no"]
    told = {"scope": "model", "value": "CS-C3N", "restrictions": rules, "reason": "a test", "granted": "2023-01-01"}
    waiver = desk.ask("approver", "POST", "/v1/waivers", told={**told, "expires": "2099-01-01"}).told["id"]
    again = desk.ask("reader", "POST", f"/v1/checks/{check}/rerun", told={"on": "2024-01-01"})
    desk.work()
    waived = desk.done("reader", again.told["id"])["check"]

    page = Person(desk, "reader").get(f"/checks/{waived}?outcome=clear")

    assert (rows[0]["outcome"], desk.get("reader", f"/v1/checks/{waived}")["counts"]) == (
        "barred", {"clear": 1, "waived": 1},
    )  # fmt: skip
    assert "One row is waived" in words_of(page)
    assert f"/waivers/{waiver}" in read_page(page.body).links
    assert "EZVIZ CS-C3N" in words_of(page)


def test_a_waiver_is_asked_for_granted_and_ended(desk: Office) -> None:
    """A reader gets an address to hand on; on it an approver finds the button; the waiver tells who and why."""
    reader, approver = Person(desk, "reader"), Person(desk, "approver")
    typed = {"scope": "brand", "value": "Wharf", "restrictions": "us-ndaa-2019-s889-a1a\r\n52.204-25",
             "reason": "until <it> is replaced", "expires": "2099-06-30"}  # fmt: skip

    asked = reader.send("/waivers/new", "/waivers/new", **typed)
    [address] = [one for one in read_page(asked.body).words if "/waivers/new?" in one]
    path = address.removeprefix(desk.server.address)
    granted = approver.follow(approver.send(path, "/waivers"))
    [key] = {one for one in read_page(granted.body).words if re.fullmatch(r"waiver-\d+", one)}
    ended = approver.follow(approver.send(f"/waivers/{key}", f"/waivers/{key}/revoke", reason="it was"))
    again = approver.post(f"/waivers/{key}/revoke", reason="x", csrf=approver.word())

    assert [one.method for one in forms_of(asked.body) if one.action == "/waivers"] == []
    told = desk.get("reader", f"/v1/waivers/{key}")
    assert (told["approved_by"], told["state"], told["reason"]) == ("the approver", "revoked", typed["reason"])
    assert "us-ndaa-2019-s889-a1b" in told["restrictions"]
    assert "Put on record by the approver" in words_of(granted)
    assert "it was" in words_of(ended)
    assert [one for one in forms_of(ended.body) if one.action.endswith("/revoke")] == []
    assert (again.status, "taken back already" in words_of(again)) == (422, True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"expires": "2001-01-01"}, "before it begins"),
        ({"expires": ""}, "expires: this is missing"),
        ({"restrictions": "the act"}, "no restriction has the id"),
        ({"restrictions": ""}, "restrictions: this is missing"),
        ({"scope": "world"}, "world"),
        ({"in": "atlantis"}, "atlantis"),
    ],
)
def test_what_makes_no_waiver_is_told_beside_the_form(desk: Office, typed: dict[str, str], told: str) -> None:
    """What was typed stays in it, and nothing is put on record."""
    approver = Person(desk, "approver")
    whole = {"scope": "brand", "value": "Wharf", "restrictions": "us-ndaa-2019-s889-a1a", "reason": "x",
             "expires": "2099-01-01"}  # fmt: skip
    before = len(desk.get("reader", "/v1/waivers")["waivers"])

    page = approver.send("/waivers/new", "/waivers/new", **{**whole, **typed})

    assert (page.status, told in words_of(page)) == (200, True), words_of(page)
    assert forms_of(page.body)[-1].fields["value"] == "Wharf"
    assert [one for one in forms_of(page.body) if one.action == "/waivers"] == []
    assert len(desk.get("reader", "/v1/waivers")["waivers"]) == before


def test_expired_unused_and_ended_waivers_are_listed(desk: Office) -> None:
    """Each under its state, on the page that everybody sees first."""
    told = {"scope": "brand", "value": "Pier", "restrictions": ["us-ndaa-2019-s889-a1a"], "reason": "x"}
    old = desk.ask(
        "approver", "POST", "/v1/waivers", told={**told, "granted": "2020-01-01", "expires": "2021-01-01"}
    ).told["id"]
    new = desk.ask("approver", "POST", "/v1/waivers", told={**told, "expires": "2099-01-01"}).told["id"]

    reader = Person(desk, "reader")
    states = {one["id"]: one["state"] for one in reader.get("/waivers.json").told["waivers"]}
    only = reader.get("/waivers.json?state=expired").told["waivers"]

    assert (states[old], states[new]) == ("expired", "unused")
    assert {one["state"] for one in only} == {"expired"}
    assert {f"/waivers/{old}", f"/waivers/{new}"} <= set(read_page(reader.get("/waivers").body).links)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/checks/none", 404, "no check is called"), ("/jobs/none", 404, "no job is called"),
        ("/waivers/none", 404, "no waiver is called"), ("/waivers?state=odd", 422, "choose from coming"),
        ("/waivers/requests?state=odd", 422, "choose from asked"), ("/waivers/requests/none", 404, "no request is"),
        ("/jobs?state=odd", 422, "choose from waiting"), ("/checks?colour=red", 422, "no such parameter"),
        ("/checks?before=none", 404, "no check is called"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_as_a_page_that_leads_on(desk: Office, path: str, status: int, told: str) -> None:
    """What was wrong, and a way back; in JSON it is a problem as everywhere."""
    reader = Person(desk, "reader")

    page = reader.get(path)
    bare, _, query = path.partition("?")
    problem = reader.get(f"{bare}.json?{query}", Accept="application/json")

    assert (page.status, told in words_of(page)) == (status, True), words_of(page)
    assert "/work" in read_page(page.body).links
    assert problem.status == status
    assert problem.headers["content-type"] == "application/problem+json"


def test_a_key_is_shown_once_and_revoked_by_its_form(desk: Office) -> None:
    """In the answer that made it; not in the list, the log, or anything that a browser loads again."""
    admin = Person(desk, "admin")

    made = admin.send("/keys", "/keys", name="the <b>till", role="reader")
    [text] = [one for one in read_page(made.body).words if one.startswith("barred_")]
    opened = desk.server.ask("GET", "/v1/jobs", headers={"Authorization": f"Bearer {text}"}).status
    prefix = text.split("_")[1]
    gone = admin.follow(admin.send("/keys", f"/keys/{prefix}/revoke"))

    assert (made.status, opened) == (201, 200)
    assert b"<b>till" not in made.body
    secret = text.split("_", 2)[2]
    assert all(secret not in admin.get(path).body.decode() for path in ("/keys", "/keys.json", "/keys.csv", "/log"))
    assert secret not in desk.server.log.read_text("utf-8")
    assert f"/keys/{prefix}/revoke" not in read_page(gone.body).links
    assert desk.server.ask("GET", "/v1/jobs", headers={"Authorization": f"Bearer {text}"}).status == 401


@pytest.mark.parametrize("fields", [{"name": ""}, {"role": "king"}, {"expires": "soon"}, {"more": "x"}])
def test_a_key_that_would_say_nothing_is_refused_in_words(desk: Office, fields: dict[str, str]) -> None:
    """As a page, and no key is made."""
    admin = Person(desk, "admin")
    before = len(desk.get("admin", "/v1/keys")["keys"])

    answer = admin.send("/keys", "/keys", **{"name": "x", "role": "reader", **fields})

    assert (answer.status, read_page(answer.body).headings) == (422, [1])
    assert len(desk.get("admin", "/v1/keys")["keys"]) == before


def test_a_waiting_job_is_taken_back_by_its_form(desk: Office) -> None:
    """Without scripts the page comes again by itself; a job that has ended has no such form."""
    reader = Person(desk, "reader")
    job = desk.job("reader")

    page = reader.get(f"/jobs/{job}")
    taken = reader.follow(reader.send(f"/jobs/{job}", f"/jobs/{job}/cancel"))

    assert b'<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.body
    assert "Taken back" in words_of(taken)
    assert [one for one in forms_of(taken.body) if one.action.endswith("/cancel")] == []
    assert b"refresh" not in taken.body
    assert desk.get("reader", f"/v1/jobs/{job}")["state"] == "cancelled"


def bring(person: Person, desk: Office, body: bytes, **headers: str) -> Answer:
    """Bring a file by the form of the front page, which carries no word of a session."""
    edge = "barred-test-edge"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    told = {"Content-Type": f"multipart/form-data; boundary={edge}", **person.cookie, **named}
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="long.csv"\r\n\r\n'.encode()
    return desk.server.ask("POST", "/check", body=head + body + f"\r\n--{edge}--\r\n".encode(), headers=told)


def brought(person: Person, desk: Office, body: bytes) -> str:
    """Bring a file, and give the address of its columns."""
    answer = bring(person, desk, body)
    assert answer.status == 303, answer.body
    return answer.headers["location"]


def test_a_file_is_brought_from_our_own_pages_alone(desk: Office) -> None:
    """Signed in or not: a form of another site brings none."""
    for role in ("", "reader"):
        person = Person(desk, role)
        assert bring(person, desk, QUOTE, Sec_Fetch_Site="cross-site").status == 403
        assert bring(person, desk, QUOTE, Sec_Fetch_Site="same-origin").status == 303


def test_a_long_file_becomes_a_job(desk: Office) -> None:
    """More rows than are checked at once: a button in place of the check, with columns and case as they are chosen."""
    reader, nobody = Person(desk, "reader"), Person(desk, "")
    columns = brought(nobody, desk, b"What,Model\n" + b"Hikvision,DS-2CD2143G2-I\n" * 1200)

    bare = nobody.get(columns)
    page = reader.get(f"{columns}?brand=A&as=company&on=2024-01-01")
    led = reader.send(columns, "/jobs", **{"brand": "What", "as": "company", "on": "2024-01-01"})
    job = led.headers["location"].split("/")[2]
    desk.work()
    told = desk.done("reader", job)

    assert [one.action for one in forms_of(bare.body) if one.method == "post"] == []
    assert any(link.startswith("/sign-in?then=%2Fcheck") for link in read_page(bare.body).links)
    assert "more rows than are checked at once" in words_of(page)
    assert (told["state"], sum(told["counts"].values())) == ("done", 1200)
    assert (told["case"]["asker"], told["case"]["on"]) == ("company", "2024-01-01")
    assert nobody.post("/jobs", file=columns.split("/")[2]).status == 401


def test_the_columns_of_a_long_file_are_shown_again(desk: Office) -> None:
    """The other button of that form leads back with what was chosen, and without the word of the session."""
    reader = Person(desk, "reader")
    columns = brought(reader, desk, b"What,Model\n" + b"Hikvision,DS-2CD2143G2-I\n" * 1200)
    [form] = [one for one in forms_of(reader.get(columns).body) if one.action == "/jobs"]

    led = reader.post(columns, **{**form.fields, "brand": "What", "as": "company"})

    assert led.status == 303
    assert [one for one in ("brand=What", "as=company") if one not in led.headers["location"]] == []
    assert form.fields["csrf"] not in led.headers["location"]
    assert reader.get(led.headers["location"]).status == 200


def test_rows_of_a_check_are_narrowed(desk: Office, kept: dict[str, str]) -> None:
    """By whom they point to and by their words; the totals stay, and each ground has its source."""
    reader = Person(desk, "reader")
    path = f"/checks/{kept['CHECK']}"

    told = reader.get(f"{path}.json?maker=hikvision").told
    words = reader.get(f"{path}.json?text=p3245").told
    none = words_of(reader.get(f"{path}?maker=axis&outcome=barred"))

    assert [row["row"] for row in told["rows"]] == [2]
    assert [row["row"] for row in words["rows"]] == [4]
    assert told["check"]["counts"] == words["check"]["counts"]
    assert {one["id"] for one in told["makers"]} >= {"axis", "hikvision"}
    assert told["grounds"]["us-ndaa-2019-s889-a1a"]["proof"] == "primary"
    assert "No row is like that." in none


def test_a_clause_is_reported_from_a_check(desk: Office, kept: dict[str, str]) -> None:
    """From the whole verdicts that lie beside it; those of others are not there."""
    path = f"/checks/{kept['CHECK']}/draft"
    asked = "clause=far-52.204-25&identified=2026-11-25T16:30"

    told = Person(desk, "reader").get(f"{path}.json?{asked}").told["draft"]

    assert [one["model"] for one in told["items"]] == ["DS-2CD2143G2-I"]
    assert Person(desk, "reader").get(f"{path}.pdf?{asked}").body.startswith(b"%PDF-")
    assert Person(desk, "approver").get(f"{path}?{asked}").status == 200
    other = desk.job("curator")
    desk.work()
    check = desk.done("curator", other)["check"]
    assert Person(desk, "reader").get(f"/checks/{check}/draft?{asked}").status == 404


def test_what_was_found_follows_the_waivers(desk: Office) -> None:
    """What is remembered of a file is what the waivers of now make of it."""
    reader = Person(desk, "reader")
    at = brought(reader, desk, b"Brand,Model\nHikvision,DS-2CD9999WP-I\n").removesuffix("/columns")
    case = "as=us/federal/executive-agency&to=procure"
    told = {"scope": "model", "value": "DS-2CD9999WP-I", "restrictions": ["52.204-25", "us-dod-s805-2026"],
            "reason": "a pier", "expires": "2099-01-01"}  # fmt: skip

    def outcomes() -> list[str]:
        return [row["outcome"] for row in reader.get(f"{at}/results.json?{case}").told["rows"]]

    before = [outcomes(), outcomes()]
    key = desk.ask("approver", "POST", "/v1/waivers", told=told).told["id"]
    until(lambda: outcomes() == ["waived"])
    desk.ask("approver", "POST", f"/v1/waivers/{key}/revoke", told={"reason": "it is gone"})

    assert before == [["barred"], ["barred"]]
    until(lambda: outcomes() == ["barred"])


def test_a_job_says_its_case(desk: Office, kept: dict[str, str]) -> None:
    """By parameter and in words: who waits can see what is asked."""
    reader = Person(desk, "reader")

    assert reader.get(f"/jobs/{kept['JOB']}.json").told["case"]["as"] == "us/federal/executive-agency"
    assert "US executive agency" in words_of(reader.get(f"/jobs/{kept['JOB']}"))


def test_a_large_body_is_taken_from_those_alone_who_may_send_jobs(desk: Office) -> None:
    """Whoever shows no key sends no more than a question takes."""
    rows = b"Brand,Model,Description\n" + b"Axis,P3245-V,%s\n" % (b"x" * 900) * 5000
    reader = Person(desk, "reader")
    edge = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(len(rows))}

    refused = desk.server.ask("POST", "/check", headers=edge)
    columns = brought(reader, desk, rows)

    assert refused.status == 413
    assert reader.get(columns).status == 200


def decided(desk: Office, mac: str, brand: str) -> dict[str, Any]:
    """Ask at the gate about a device."""
    device = {"type": "device", "id": mac, "properties": {"brand": brand, "mac": mac}}
    question = {"subject": device, "action": {"name": "connect"}, "resource": {"type": "network", "id": "1"}}
    told: dict[str, Any] = desk.ask("", "POST", "/access/v1/evaluation", told=question).told["context"]
    return told


def test_the_gate_log_is_narrowed_and_counted(desk: Office) -> None:
    """By decision and device, on its day; the entries of the log hold the same lines."""
    asked = [decided(desk, f"02:00:5e:00:53:{number:02x}", brand) for number, brand in
             enumerate(["Hikvision", "Axis", "Wharfside"] * 2)]  # fmt: skip
    admin = Person(desk, "admin")
    day = asked[0]["at"][:10]
    mine = f"/log/gate.json?day={day}&device=02:00:5e"
    until(lambda: admin.get(mine).told["total"] >= 6)

    found = admin.get(mine).told
    one = admin.get(f"{mine}&decision={asked[0]['decision']}").told
    none = admin.get("/log/gate.json?day=2001-01-01").told

    entries = desk.get("admin", "/v1/log?action=gate.decide&most=1000")["entries"]
    lines = [line for entry in entries for line in entry["payload"]["decisions"]]
    assert sum(found["counts"].values()) == sum(line["count"] for line in lines)
    assert one["total"] == sum(told["decision"] == asked[0]["decision"] for told in asked)
    assert {line["device"]["brand"] for line in found["lines"]} == {"Hikvision", "Axis", "Wharfside"}
    assert (none["total"], none["counts"], none["lines"]) == (0, {}, [])
    assert found["head"]["number"] >= entries[-1]["sequence"]
    for day in ("2001-13-01", "2001", "2001-01-01T25", "yesterday"):
        assert admin.get(f"/log/gate?day={day}").status == 422, day


def test_the_installation_tells_what_it_stands_on(desk: Office, kept: dict[str, str]) -> None:
    """The snapshot whole, every list, jobs and attempts, files and their size, the tables of the ledger."""
    del kept
    admin = Person(desk, "admin")

    told = admin.get("/installation.json").told

    files = [one.stat().st_size for one in desk.files.glob("??/*")]
    assert told["files"] == {"files": len(files), "bytes": sum(files)}
    assert told["snapshot"].startswith("sha256:")
    assert told["snapshot"] in words_of(admin.get("/installation"))
    assert "un-sc" in [one["list"] for one in told["lists"]]
    assert told["jobs"]["done"] >= 2
    assert told["ledger_rows"]["log"] > 5
    assert told["keep_days"] is None
    assert "barred serve --keep-files" in words_of(admin.get("/installation"))


def test_the_installation_tells_when_each_list_was_last_imported(tmp_path: Path) -> None:
    """By the overlay of lists that the snapshot was built with; a person on one was read and not kept."""
    load(tmp_path / "lists", edition("Quay Optics Ltd", "Pier Optics Ltd", on="2026-02-02"))
    load(tmp_path / "lists", edition("Quay Optics Ltd", "Pier Optics Ltd", "Weir Optics Ltd", on="2026-03-03"))
    built = build_snapshot([builtin_directory(), tmp_path / "lists"], tmp_path / "built")

    with office(tmp_path, built) as found:
        lists = {one["list"]: one for one in Person(found, "admin").get("/installation.json").told["lists"]}

    assert (lists["us-s1286"]["imported"], lists["us-s1286"]["entries"]) == ("2026-03-03", "4")
    assert lists["un-sc"]["imported"] == ""


def test_the_proof_of_the_log_is_that_of_the_interface(desk: Office) -> None:
    """Whole, with the digest to note."""
    told = Person(desk, "admin").get("/log/proof.json").told

    proof = desk.get("admin", "/v1/log/verify")
    assert {name: told[name] for name in ("is_whole", "broken")} == {"is_whole": True, "broken": None}
    assert told["proved"] <= proof["proved"]


def test_without_a_ledger_the_pages_say_how_to_have_one(server: Server) -> None:
    """Where work begins in words; anything behind it as a problem page."""
    html = {"Accept": "text/html"}

    begin = server.ask("GET", "/work", headers=html)
    behind = server.ask("GET", "/checks", headers=html)

    assert (begin.status, "--ledger" in words_of(begin)) == (200, True)
    assert (behind.status, "--ledger" in words_of(behind)) == (503, True)
    assert read_page(behind.body).headings == [1]
