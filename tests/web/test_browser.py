"""The journeys of a user in a real browser, narrow and wide, light and dark, with and without scripts."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from barred.wiring import builtin_example
from tests.web.talk import Server
from tests.web.window import FLAGS, LOOKS, OTHER_LOOKS, Look, Window, opened_window

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "result": "/ask?q=Lorex+4K+camera&as=us/federal/executive-agency&to=procure&on=2021-03-01",
    "depends": "/ask?q=Lorex+4K+camera&lang=de",
    "organisation": "/organisations/lorex",
    "restriction": "/restrictions/us-ndaa-2019-s889-a1a",
    "search": "/search?q=hikvision",
    "directory": "/directory?place=gb",
    "changes": "/changes?from=2022-11&to=2023-03-31",
    "check-1": "/check",
    "about": "/about",
    "interface": "/interface",
    "docs": "/docs",
}
AGENCY = "as=us/federal/executive-agency&to=procure&on=2021-03-01"


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Give the browser that the machine has, or skip."""
    program = Path(request.config.getoption("--chromium"))
    if not program.exists():
        pytest.skip(f"there is no Chromium at {program}; say where with --chromium")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Give the folder for pictures, if somebody wants them."""
    folder = request.config.getoption("--pictures")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def opened(request: pytest.FixtureRequest, browser: Browser, server: Server, pictures: Path | None) -> Iterator[Window]:
    """Give a window; it is held to account in the end."""
    with opened_window(browser, server.address, look=request.param, pictures=pictures) as found:
        yield found


def test_a_user_asks_and_sees_the_way_to_the_answer(opened: Window) -> None:
    """From the front page by one box to the verdict, with the case said."""
    page = opened.page

    opened.go("/")
    opened.arrived("home")
    page.get_by_text("Who asks, to do what, where, on which day").click()
    page.get_by_label("Who asks").select_option("us/federal/executive-agency")
    page.get_by_label("To do what").select_option("procure")
    page.get_by_label("In force on").fill("2021-03-01")
    page.get_by_label("A brand, model, hardware address or company").fill("Lorex 4K camera")
    page.get_by_role("button", name="Ask").click()

    assert page.locator("h1").inner_text().startswith("Barred")
    assert page.get_by_role("heading", name="Links walked").is_visible()
    opened.arrived("result")


def test_a_user_answers_what_is_asked_back(opened: Window) -> None:
    """What depends is settled by the form beside it; the address holds the answers."""
    page = opened.page

    opened.go("/ask?q=Lorex+4K+camera&on=2021-03-01")
    opened.arrived("depends")
    page.locator("#questions select[name=as]").select_option("us/federal/executive-agency")
    page.locator("#questions select[name=to]").select_option("procure")
    page.get_by_role("button", name="Answer with these").click()

    assert page.locator("h1").inner_text().startswith("Barred")
    assert "as=us%2Ffederal%2Fexecutive-agency" in page.url


def test_a_user_follows_a_restriction_to_its_source(opened: Window) -> None:
    """Verdict, restriction, evidence, source: each a click away."""
    page = opened.page

    opened.go(f"/ask?q=Lorex+4K+camera&{AGENCY}")
    page.locator(".judged").first.get_by_role("link").first.click()
    page.wait_for_url("**/restrictions/**")
    opened.arrived("restriction")
    page.locator(".cites dd").first.get_by_role("link").first.click()
    page.wait_for_url("**/sources/**")

    assert "/sources/" in page.url
    opened.arrived("source")


def test_a_user_reads_about_a_maker(opened: Window) -> None:
    """Names in all scripts, the graph, the timeline, what was said and what contradicts it."""
    page = opened.page

    opened.go("/organisations/hikvision")

    assert page.get_by_text("海康威视", exact=True).is_visible()
    assert page.locator("svg.graph a").count() > 10
    assert page.locator("svg.spans a").count() > 10
    assert page.locator(".objections").count() > 3
    assert page.locator(".conflict").count() > 0
    opened.arrived("organisation")


def test_a_user_narrows_a_search(opened: Window) -> None:
    """A facet is a link whose number is the number of results."""
    page = opened.page

    opened.go("/search?q=hikvision")
    opened.arrived("search")
    link = page.locator(".facets details").first.get_by_role("link").first
    number = link.locator(".count").inner_text()
    link.click()

    assert page.get_by_role("heading", level=2).first.inner_text().startswith(f"{number} ")


def test_a_user_looks_at_the_world_on_another_day(opened: Window) -> None:
    """The map, the years and the table are under the same filters and clocks."""
    page = opened.page

    opened.go("/directory")
    opened.arrived("directory")
    page.get_by_label("In force on").first.fill("2021-01-01")
    page.get_by_role("button", name="Show").click()
    page.locator("svg.map a[aria-label^='United States']").first.click(force=True)

    assert "place=us" in page.url
    assert "on=2021-01-01" in page.url
    opened.arrived("directory-us")


def test_a_user_sees_what_changed_and_who_said_no(opened: Window) -> None:
    """Two days, and the named views."""
    opened.go("/changes?from=2022-11&to=2023-03-31")
    opened.arrived("changes")
    opened.go("/directory/declined")

    assert opened.page.locator("table.rows tbody tr").count() > 10
    opened.arrived("declined")


def test_a_user_checks_a_file(opened: Window, tmp_path: Path) -> None:
    """Upload, columns, results, another buyer, and the workbook; no step leaves the address behind."""
    page = opened.page

    opened.go("/check")
    opened.arrived("check-1")
    page.get_by_label("A quote, a parts list").set_input_files(builtin_example())
    page.get_by_role("button", name="Read it").click()
    opened.arrived("check-2")
    page.get_by_label("Who asks").select_option("us/federal/executive-agency")
    page.get_by_label("To do what").select_option("procure")
    page.get_by_role("button", name="Check", exact=True).click()
    barred = page.locator(".outcomes li").first.inner_text()
    opened.arrived("check-3")
    with page.expect_download() as coming:
        page.get_by_role("link", name="As XLSX").click()
    coming.value.save_as(tmp_path / "checked.xlsx")
    page.get_by_text("For another buyer, another day").click()
    page.get_by_label("Who asks").select_option("")
    page.get_by_role("button", name="Check", exact=True).click()

    assert barred.startswith("Barred")
    assert (tmp_path / "checked.xlsx").read_bytes().startswith(b"PK")
    assert not page.locator(".outcomes li").first.inner_text().startswith(barred)


def test_a_user_reads_german(opened: Window) -> None:
    """The whole page changes its language, and the links keep it."""
    page = opened.page

    opened.go("/about")
    opened.arrived("about")
    page.get_by_role("link", name="Deutsch").click()
    opened.arrived("about-de")
    page.get_by_role("link", name="Verzeichnis").first.click()

    assert page.locator("html").get_attribute("lang") == "de"
    assert page.get_by_role("heading", name="Verzeichnis").first.is_visible()


def test_a_program_is_shown_its_addresses(opened: Window) -> None:
    """Each address on the page about the interface is one that this server answers."""
    opened.go("/interface")
    opened.arrived("interface")
    address = opened.page.locator("code.copy").first.inner_text()

    opened.page.goto(address)

    assert '"verdict"' in opened.page.content()


@pytest.mark.parametrize("look", OTHER_LOOKS, ids=lambda look: look.name)
def test_pages_fit_every_window(browser: Browser, server: Server, pictures: Path | None, look: Look) -> None:
    """From a small telephone to the widest screen nothing runs off the edge."""
    with opened_window(browser, server.address, look=look, pictures=pictures) as opened:
        for name, path in PAGES.items():
            opened.go(path)
            opened.seen(name)


def test_everything_works_without_scripts(browser: Browser, server: Server) -> None:
    """Forms and links are enough."""
    look = Look(1440, "light")
    with opened_window(browser, server.address, look=look, pictures=None, java_script_enabled=False) as opened:
        page = opened.page
        opened.go("/")
        page.get_by_label("A brand, model, hardware address or company").fill("Lorex")
        page.get_by_role("button", name="Ask").click()
        assert page.locator("h1").inner_text().startswith("Depends")
        opened.go("/check")
        page.get_by_label("A quote, a parts list").set_input_files(builtin_example())
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Check", exact=True).click()
        assert page.locator("table.rows tbody tr").count() > 30


def test_a_keyboard_is_enough(browser: Browser, server: Server) -> None:
    """The first stop leads to the content, and every stop can be seen."""
    with opened_window(browser, server.address, look=LOOKS[0], pictures=None) as opened:
        page = opened.page
        opened.go("/about")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) == "solid"


def test_pictures_of_the_readme(request: pytest.FixtureRequest, browser: Browser, server: Server) -> None:
    """The pictures that README.md shows are made here, when they are asked for."""
    folder = Path(__file__).parents[2] / "docs" / "pictures"
    shots = {"result": (f"/ask?q=Lorex+4K+camera&{AGENCY}", "main"), "directory": ("/directory", ".map")}
    here = partial(opened_window, browser, server.address, pictures=None)
    for name, (path, part) in shots.items():
        with here(look=Look(1100, "light")) as opened:
            opened.go(path)
            box = opened.page.locator(part).bounding_box()
            assert box
            clip = {"x": 0, "y": max(0, box["y"] - 90), "width": 1100, "height": min(box["height"] + 160, 760)}
            made = opened.page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]
            if request.config.getoption("--readme-pictures"):
                folder.mkdir(exist_ok=True)
                (folder / f"{name}.png").write_bytes(made)
            assert made.startswith(b"\x89PNG")
            assert f"docs/pictures/{name}.png" in (folder.parents[1] / "README.md").read_text("utf-8")
