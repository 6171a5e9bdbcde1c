"""The way to a provider and back in a real browser, which holds the pages to their own policy."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from barred.directory.snapshot import Snapshot
from tests.web.office import office
from tests.web.provider import CLIENT, SECRET, Provider
from tests.web.reading import read_page
from tests.web.window import FLAGS

pytestmark = pytest.mark.browser


def test_a_person_signs_in_and_out(
    request: pytest.FixtureRequest,
    idp: Provider,
    snapshot: Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Led to the form, to the provider, back to what was wanted; then out here, and to the end of the session there."""
    program = Path(request.config.getoption("--chromium"))
    if not program.exists():
        pytest.skip(f"there is no Chromium at {program}; say where with --chromium")
    monkeypatch.setenv("BARRED_OIDC_SECRET", SECRET)
    idp.behave()
    words = ("--oidc-issuer", idp.issuer, "--oidc-client", CLIENT, "--oidc-roles", "groups:cameras=curator")
    faults: list[str] = []

    with office(tmp_path, snapshot.path, *words) as found, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page()
        page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
        page.goto(f"{found.server.address}/v1/jobs?most=5")
        asked = page.url
        page.get_by_role("link", name="Sign in with").click()
        wanted, cookies = page.url, page.context.cookies()
        page.goto(f"{found.server.address}/sign-in")
        known = page.get_by_text("Signed in as Ada Example [248], with the role curator").count()
        page.get_by_role("button", name="Sign out").click()
        left = page.get_by_role("link", name="Sign out there too").get_attribute("href") or ""
        heading = read_page(page.content().encode()).headings
        page.goto(f"{found.server.address}/v1/jobs")
        after = page.url
        browser.close()

    assert asked.endswith("/sign-in?then=%2Fv1%2Fjobs%3Fmost%3D5")
    assert wanted == f"{found.server.address}/v1/jobs?most=5"
    assert [(one["name"], one["httpOnly"], one["sameSite"]) for one in cookies] == [("barred_session", True, "Lax")]
    assert (known, heading) == (1, [1])
    assert left.startswith(f"{idp.issuer}/end?client_id=")
    assert "/sign-in?then=" in after
    assert faults == []
