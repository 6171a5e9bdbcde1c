"""The pages of what is kept in a real browser: journeys with a script, looked at narrow and wide, light and dark."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from barred.directory.snapshot import Snapshot
from barred.wiring import builtin_example
from tests.web.office import AGENCY, Office, office
from tests.web.window import LOOKS, OTHER_LOOKS, Look, Window, opened_window

pytestmark = pytest.mark.browser

_AMCREST = b"Brand,Model\nAmcrest,IP8M-2496E\nHikvision,DS-2CD2143G2-I\nAxis,P3245-V\n"
_DRAFT = "/waivers/new?scope=model&value=DS-2CD2143G2-I&restrictions=52.204-25&reason=a+test&expires=2099-06-30"


@pytest.fixture(scope="module")
def busy(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a server on which there is something of everything."""
    with office(tmp_path_factory.mktemp("busy"), snapshot.path, "--keep-files", "30") as found:
        told = {"scope": "model", "value": "IP8M-2496E", "restrictions": ["52.204-25"], "reason": "a test bench"}
        past = {"granted": "2023-01-01", "expires": "2099-01-01"}
        found.ask("approver", "POST", "/v1/waivers", told={**told, **past})
        gone = {"granted": "2023-01-01", "expires": "2024-01-01"}
        found.ask("approver", "POST", "/v1/waivers", told={**told, "value": "OLD-1", **gone})
        asked = [found.ask("reader", "POST", "/v1/waivers/ask", told={**told, "expires": "2099-01-01"}).told["id"]
                 for _ in range(3)]  # fmt: skip
        for key, reply in zip(asked[1:], ("grant", "refuse"), strict=True):
            found.ask("approver", "POST", f"/v1/waivers/requests/{key}/{reply}", told={"reason": "few are left"})
        first = found.job("reader", _AMCREST)
        found.job("reader", builtin_example().read_bytes(), name="quote.xlsx")
        found.job("curator", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, name="broken.png")
        found.work()
        check = found.done("reader", first)["check"]
        found.ask("reader", "POST", f"/v1/checks/{check}/rerun", told={"on": "2018-01-01"})
        found.work()
        device = {"type": "device", "id": "1", "properties": {"brand": "Hikvision", "mac": "02:00:5e:00:53:01"}}
        question = {"subject": device, "action": {"name": "connect"}, "resource": {"type": "network", "id": "1"}}
        found.ask("", "POST", "/access/v1/evaluation", told=question)
        yield found


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Give the folder for pictures, if somebody wants them."""
    folder = request.config.getoption("--pictures")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def opened(request: pytest.FixtureRequest, browser: Browser, busy: Office, pictures: Path | None) -> Iterator[Window]:
    """Give a window; it is held to account in the end."""
    with opened_window(browser, busy.server.address, look=request.param, pictures=pictures) as found:
        yield found


def sign_in(opened: Window, busy: Office, role: str) -> None:
    """Show the key of a role."""
    opened.go("/sign-in?then=/work")
    opened.page.locator("#key").fill(busy.keys[role])
    opened.page.locator("form[action^='/sign-in'] button[type=submit]").click()
    opened.page.wait_for_url("**/work")


def places(busy: Office) -> dict[str, str]:
    """Give every page by a name for its picture."""
    checks = [one["id"] for one in busy.get("admin", "/v1/checks")["checks"]]
    job = busy.get("admin", "/v1/jobs")["jobs"][0]["id"]
    [waiver] = [one["id"] for one in busy.get("admin", "/v1/waivers?state=active")["waivers"]]
    [request] = [one["id"] for one in busy.get("admin", "/v1/waivers/requests?state=asked")["requests"]]
    return {
        "work": "/work", "past-checks": "/checks", "past-check": f"/checks/{checks[-1]}",
        "past-check-de": f"/checks/{checks[-1]}?lang=de", "compared": f"/checks/{checks[0]}/against/{checks[-1]}",
        "narrowed": f"/checks/{checks[-1]}?maker=dahua&outcome=barred&order=file",
        "draft": f"/checks/{checks[-1]}/draft?clause=far-52.204-25&identified=2026-11-25T16:30", "sign-in": "/sign-in",
        "jobs": "/jobs", "job": f"/jobs/{job}", "waivers": "/waivers", "waivers-de": "/waivers?lang=de",
        "waiver": f"/waivers/{waiver}", "new-waiver": _DRAFT, "gate-log": "/log/gate", "log": "/log",
        "requests": "/waivers/requests", "requests-de": "/waivers/requests?lang=de",
        "request": f"/waivers/requests/{request}", "sessions": "/sessions", "sessions-de": "/sessions?lang=de",
        "proof": "/log/proof", "keys": "/keys", "installation": "/installation", "gone": "/checks/none",
    }  # fmt: skip


def test_every_page_keeps_the_rules_of_axe(opened: Window, busy: Office) -> None:
    """And fits the window."""
    sign_in(opened, busy, "admin")

    for name, path in places(busy).items():
        if name != "gone":
            opened.go(path)
            opened.arrived(name)


@pytest.mark.parametrize("look", OTHER_LOOKS, ids=lambda look: look.name)
def test_every_page_fits_every_window(browser: Browser, busy: Office, pictures: Path | None, look: Look) -> None:
    """From a small telephone to the widest screen nothing runs off the edge."""
    with opened_window(browser, busy.server.address, look=look, pictures=pictures) as opened:
        sign_in(opened, busy, "admin")
        for name, path in places(busy).items():
            if name != "gone":
                opened.go(path)
                opened.seen(name)


def test_a_user_sees_a_long_file_through(opened: Window, busy: Office, tmp_path: Path) -> None:
    """Brought, made a job, followed by its events without loading the page, and read where it is kept."""
    page = opened.page
    long = tmp_path / "long.csv"
    long.write_text("Brand,Model\n" + "".join(f"Hikvision,DS-2CD{number}-I\n" for number in range(3000)), "utf-8")

    sign_in(opened, busy, "reader")
    opened.go("/check")
    page.get_by_label("A quote, a parts list").set_input_files(long)
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("Who asks").select_option(AGENCY["as"])
    page.get_by_label("To do what").select_option(AGENCY["to"])
    page.get_by_role("button", name="Show the columns again").click()
    opened.arrived("long-columns")
    page.get_by_role("button", name="Check it as a job").click()
    page.wait_for_url("**/jobs/job-*")
    opened.arrived("job-waiting")
    worker = busy.worker("--once")
    try:
        page.locator("[data-tells=rows]").filter(has_text=re.compile("[1-9]")).wait_for(timeout=60_000)
        opened.seen("job-running")
        page.get_by_role("link", name="See what was found").click(timeout=120_000)
    finally:
        worker.communicate(timeout=120)

    page.wait_for_url("**/checks/check-*")
    assert [one.split() for one in page.locator(".outcomes li").all_inner_texts()] == [
        ["3000", "rows"],
        ["Barred", "3000"],
    ]
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF").click()
    coming.value.save_as(tmp_path / "checked.pdf")
    assert (tmp_path / "checked.pdf").read_bytes().startswith(b"%PDF-")


def test_a_key_is_shown_and_its_holder_signs_in(opened: Window, busy: Office) -> None:
    """Made by an admin, used by somebody else, revoked by its form."""
    page = opened.page
    name = f"the till {opened.look.name}"

    sign_in(opened, busy, "admin")
    opened.go("/keys")
    page.get_by_label("Whose it is").fill(name)
    page.get_by_role("button", name="Make it").click()
    opened.arrived("key-made")
    key = page.locator("code.secret").inner_text()
    page.get_by_role("button", name="Sign out").click()
    sign_in(opened, busy._replace(keys={**busy.keys, "reader": key}), "reader")

    assert name in page.locator(".me").inner_text()
    assert page.get_by_role("link", name="Keys").count() == 0


def test_a_keyboard_reaches_every_control(browser: Browser, busy: Office) -> None:
    """Each stop can be seen, and a form is sent by the return key."""
    with opened_window(browser, busy.server.address, look=LOOKS[0], pictures=None) as opened:
        sign_in(opened, busy, "admin")
        opened.go("/log/gate")
        page = opened.page
        page.get_by_label("Device").focus()
        page.keyboard.type("02:00:5e")
        page.keyboard.press("Enter")
        page.wait_for_url("**device=02%3A00%3A5e*")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
