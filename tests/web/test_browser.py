"""The journeys of a user in a real browser, narrow and wide, light and dark, with and without scripts."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from barred.wiring import builtin_example
from tests.web.talk import Server
from tests.web.window import LOOKS, OTHER_LOOKS, Look, Window, opened_window

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "result": "/ask?q=Lorex+4K+camera&as=us/federal/executive-agency&to=procure&on=2021-03-01",
    "depends": "/ask?q=Lorex+4K+camera&lang=de",
    "organisation": "/organisations/lorex",
    "restriction": "/restrictions/us-ndaa-2019-s889-a1a",
    "source": "/sources/collected-reports-2022-2023",
    "figure": "/figures/au-2023-devices-press",
    "search": "/search?q=hikvision",
    "directory": "/directory?place=gb",
    "changes": "/changes?from=2022-11&to=2023-03-31",
    "check-1": "/check",
    "about": "/about",
    "interface": "/interface",
    "docs": "/docs",
}
AGENCY = "as=us/federal/executive-agency&to=procure&on=2021-03-01"
BOX = "A brand, model, hardware address or company"


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


def test_a_procurement_officer_asks_about_a_model(opened: Window) -> None:
    """From the front page by one box to the verdict, with the case said, and the way to it."""
    page = opened.page

    opened.go("/")
    opened.arrived("01-home")
    page.get_by_text("Who asks, to do what, where, on which day").click()
    page.get_by_label("Who asks").select_option("us/federal/executive-agency")
    page.get_by_label("To do what").select_option("procure")
    page.get_by_label("In force on").fill("2021-03-01")
    page.get_by_label(BOX).fill("DS-2CD2143G2-I")
    page.get_by_role("button", name="Ask").click()

    assert page.locator("[data-outcome]").get_attribute("data-outcome") == "barred"
    assert page.locator("[data-maker=hikvision]").is_visible()
    assert page.get_by_role("heading", name="Restrictions held against the case").is_visible()
    opened.arrived("01-verdict")


def test_a_reporter_traces_a_brand_to_its_maker(opened: Window) -> None:
    """From a name to the brand, along a link with its source to the maker, and to what the maker said."""
    page = opened.page

    opened.go("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Names, titles, ids, in any script").fill("lorex")
    page.get_by_role("button", name="Search").click()
    opened.arrived("02-search")
    page.locator(".results").get_by_role("link", name="Lorex", exact=True).click()
    opened.arrived("02-brand")
    page.locator("#links summary").click()
    owner = page.locator("#links table a[href*='/organisations/dahua']").first
    assert page.locator("#links table a[href*='/sources/']").first.is_visible()
    owner.click()
    page.wait_for_url("**/organisations/dahua**")
    opened.arrived("02-maker")

    assert page.get_by_text("浙江大华技术股份有限公司", exact=True).first.is_visible()
    assert page.locator("svg.graph:visible a").count() > 10
    assert page.locator(".spans li a").count() > 10
    assert page.locator(".objections").count() > 0


def test_a_security_engineer_pastes_a_hardware_address(opened: Window) -> None:
    """A block of MAC addresses names its maker, and is told to be one signal that never confirms alone."""
    page = opened.page

    opened.go("/")
    page.get_by_label(BOX).fill("C0-56-E3-12-34-56")
    page.get_by_label(BOX).press("Enter")

    page.locator("[data-organisation=hikvision]").wait_for()
    told = page.locator("[data-organisation=hikvision]").inner_text()
    assert "probable" in told
    assert "mac-block" in told
    opened.arrived("03-hardware-address")


def test_a_reader_compares_two_days_by_both_clocks(opened: Window) -> None:
    """What was in force that day, by what was known another day; both stand in the address."""
    page = opened.page
    stands = page.locator(".standing .truth")

    opened.go("/restrictions/us-fcc-2022-interim-freeze")
    page.get_by_label("In force on").first.fill("2022-11-20")
    page.get_by_role("button", name="Show").click()
    assert stands.inner_text().endswith("in force")
    page.get_by_label("As known on").first.fill("2022-11-20")
    page.get_by_role("button", name="Show").click()
    opened.arrived("04-both-clocks")
    assert "on=2022-11-20" in page.url
    assert "known=2022-11-20" in page.url
    opened.go("/changes?from=2022-11&to=2023-03-31")
    opened.arrived("04-changes")

    assert page.locator("table.rows tbody tr").count() > 20


def test_a_reader_filters_the_map_to_one_kind(opened: Window) -> None:
    """The map, the years and the table are under the same filters; a country is a link."""
    page = opened.page

    opened.go("/directory")
    opened.arrived("05-directory")
    if page.get_by_text("Filters", exact=True).is_visible():
        page.get_by_text("Filters", exact=True).click()
    page.locator("select[name=coarse]").select_option("stop-distribution")
    page.get_by_role("button", name="Show").click()
    opened.arrived("05-one-kind")
    number = page.locator(".total").inner_text()
    page.locator("svg.map a[aria-label^='United States']").first.click(force=True)
    page.wait_for_url("**place=us**")
    opened.arrived("05-one-country")

    assert "coarse=stop-distribution" in page.url
    assert page.locator(".total").inner_text() != number
    assert page.locator(".map .land.none").count() > 150


def test_a_reader_sees_who_said_no_and_what_was_reversed(opened: Window) -> None:
    """Refusals and reversals are views with a name, and each entry is a record."""
    page = opened.page

    opened.go("/")
    page.get_by_role("link", name="Said no", exact=True).click()
    opened.arrived("06-said-no")
    assert page.locator("table.rows tbody tr").count() > 10
    page.get_by_role("link", name="Reversed", exact=True).click()
    opened.arrived("06-reversed")

    assert page.locator("table.rows tbody tr").count() > 5


def test_a_buyer_checks_a_file_in_three_steps(opened: Window, tmp_path: Path) -> None:
    """Upload, columns, results, the workbook, one maker alone, the report of a clause, and another buyer."""
    page = opened.page

    opened.go("/check")
    opened.arrived("07-bring")
    page.get_by_label("A quote, a parts list").set_input_files(builtin_example())
    page.get_by_role("button", name="Read it").click()
    opened.arrived("07-columns")
    page.get_by_label("Who asks").select_option("us/federal/executive-agency")
    page.get_by_label("To do what").select_option("procure")
    page.get_by_role("button", name="Check", exact=True).click()
    barred = page.locator(".outcomes li").nth(1).inner_text()
    opened.arrived("07-found")
    with page.expect_download() as coming:
        page.get_by_role("link", name="As XLSX").click()
    coming.value.save_as(tmp_path / "checked.xlsx")
    page.get_by_label("Maker or brand").select_option("dahua")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**maker=dahua*")
    opened.arrived("07-narrowed")
    makers = page.locator(".reason").all_inner_texts()
    page.get_by_role("link", name="Draft the report of a clause").click()
    page.get_by_label("Identified or notified").fill("2026-11-25T16:30")
    page.get_by_role("button", name="Draft it").click()
    page.wait_for_url("**identified=*")
    opened.arrived("07-draft")
    due = page.locator(".facts dd b").first.inner_text()
    page.get_by_role("link", name="What was found").click()
    page.get_by_label("Who asks").select_option("")
    page.get_by_role("button", name="Check again", exact=True).click()

    assert barred.startswith("Barred")
    assert (tmp_path / "checked.xlsx").read_bytes().startswith(b"PK")
    assert makers
    assert [one for one in makers if "Dahua" not in one] == []
    assert due == "the end of 2026-11-27 (Friday)"
    assert not page.locator(".outcomes li").nth(1).inner_text().startswith(barred)


def test_a_file_in_another_encoding_is_read_after_one_choice(opened: Window, tmp_path: Path) -> None:
    """Refused in words, with a list of encodings and a form for another file; then on its way."""
    page = opened.page
    offer = tmp_path / "offer.csv"
    offer.write_bytes("Hersteller;Typ;Ort\nHikvision;DS-2CD2143G2-I;Süd\n".encode("cp1252"))

    opened.go("/check")
    page.get_by_label("A quote, a parts list").set_input_files(offer)
    page.get_by_role("button", name="Read it").click()
    opened.arrived("07-unread")
    # A browser tells its console of every answer that is not well, and this one is meant not to be.
    opened.faults[:] = [one for one in opened.faults if "status of 422" not in one]
    page.get_by_label("Encoding").select_option("cp1252")
    page.get_by_role("button", name="Read it so").click()

    assert "Süd" in page.locator(".given").inner_text()


def test_a_user_answers_what_is_asked_back(opened: Window) -> None:
    """What depends is settled by the form beside it; the address holds the answers."""
    page = opened.page

    opened.go("/ask?q=Lorex+4K+camera&on=2021-03-01")
    opened.arrived("08-depends")
    page.locator("#questions select[name=as]").select_option("us/federal/executive-agency")
    page.locator("#questions select[name=to]").select_option("procure")
    page.get_by_role("button", name="Answer with these").click()
    opened.arrived("08-settled")

    assert page.locator("h1").inner_text().startswith("Barred")
    assert "as=us%2Ffederal%2Fexecutive-agency" in page.url


def test_a_lawyer_reads_a_restriction_to_its_passages(opened: Window) -> None:
    """Verdict, restriction, evidence, source, passage: each a click away."""
    page = opened.page

    opened.go(f"/ask?q=Lorex+4K+camera&{AGENCY}")
    page.locator(".judged").first.get_by_role("link").first.click()
    page.wait_for_url("**/restrictions/**")
    opened.arrived("09-restriction")
    page.locator(".stages .ref").first.click()
    assert "#cite-" in page.url
    page.locator(".cites a[href*='/sources/collected-reports']").first.click()
    page.wait_for_url("**/sources/**")
    opened.arrived("09-source")
    page.locator("td a[href^='/v1/evidence/']").first.click()

    assert '"citations"' in page.content()


def test_a_reader_asks_in_german(opened: Window) -> None:
    """The whole way in another language, and every link keeps it."""
    page = opened.page

    opened.go("/about")
    opened.arrived("10-about")
    page.get_by_role("link", name="Deutsch").click()
    opened.arrived("10-about-german")
    page.get_by_role("link", name="Verzeichnis").first.click()
    assert page.locator("html").get_attribute("lang") == "de"
    opened.arrived("10-directory-german")
    page.get_by_role("link", name="barred", exact=True).click()
    page.locator("#q").fill("Lorex 4K camera")
    page.get_by_role("button", name="Fragen").click()
    opened.arrived("10-verdict-german")

    assert "lang=de" in page.url
    assert page.locator("[data-outcome]").get_attribute("data-outcome") == "depends"


def test_a_program_is_shown_its_addresses(opened: Window) -> None:
    """Each address on the page about the interface is one that this server answers."""
    opened.go("/docs")
    opened.arrived("11-docs")
    opened.go("/interface")
    opened.arrived("11-interface")
    address = opened.page.locator("code.copy").first.inner_text()

    opened.page.goto(address)

    assert '"verdict"' in opened.page.content()


@pytest.mark.parametrize("look", OTHER_LOOKS, ids=lambda look: look.name)
def test_pages_fit_every_window(browser: Browser, server: Server, pictures: Path | None, look: Look) -> None:
    """On the smallest telephone and on the widest screen nothing runs off the edge."""
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
        page.get_by_label(BOX).fill("Lorex")
        page.get_by_role("button", name="Ask").click()
        assert page.locator("h1").inner_text().startswith("Depends")
        page.locator(".gist a", has_text="ban").first.click()
        assert page.locator(".kinds[open] .judged").first.is_visible()
        opened.go("/check")
        page.get_by_label("A quote, a parts list").set_input_files(builtin_example())
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Check", exact=True).click()
        assert page.locator("table.rows tbody tr").count() > 30


def test_a_keyboard_is_enough(browser: Browser, server: Server) -> None:
    """From the box to the verdict and into a record; the first stop skips to the content, and all can be seen."""
    with opened_window(browser, server.address, look=LOOKS[0], pictures=None) as opened:
        page = opened.page
        page.emulate_media(reduced_motion="reduce")
        opened.go("/about")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        opened.go("/")
        page.keyboard.type("Lorex")
        page.keyboard.press("Enter")
        page.locator("[data-outcome]").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        seen: list[str] = []
        while page.evaluate("!document.activeElement.matches('.candidate a')"):
            seen.append(_next_stop(page))
        page.keyboard.press("Enter")
        page.wait_for_url("**/organisations/lorex**")
        while page.evaluate("!document.activeElement.matches('svg.graph a')"):
            seen.append(_next_stop(page))
        page.keyboard.press("Enter")
        page.wait_for_load_state("load")

        assert len(seen) > 25
        assert [one for one in seen if one] == []


def _next_stop(page: Page) -> str:
    """Go to the next stop, and tell what of it cannot be seen."""
    page.keyboard.press("Tab")
    return str(
        page.evaluate(
            """() => {
                const one = document.activeElement;
                const shape = one.querySelector("rect, path, circle") || one;
                const box = one.getBoundingClientRect();
                const shown = getComputedStyle(one).outlineStyle === "solid"
                    || (one.closest("svg") && getComputedStyle(shape).strokeWidth === "3px");
                const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                return shown && inside ? "" : `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`;
            }"""
        )
    )


def _printed(opened: Window, pictures: Path | None, name: str) -> list[str]:
    """Print the page that a window shows, and give the words of each sheet."""
    made = opened.page.pdf(format="A4", prefer_css_page_size=True)
    if pictures:
        (pictures / f"{name}-print.pdf").write_bytes(made)
    document = pypdfium2.PdfDocument(made)
    sheets = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    document.close()
    return sheets


@pytest.mark.parametrize("name", ["result", "restriction", "directory"])
def test_a_page_is_fit_to_be_printed(browser: Browser, server: Server, pictures: Path | None, name: str) -> None:
    """On paper there is all that a page holds, folded or not, with the addresses of links, and nothing to click."""
    with opened_window(browser, server.address, look=LOOKS[0], pictures=None) as opened:
        opened.go(PAGES[name])
        words = opened.page.locator("h1").inner_text().split()
        rejected = opened.page.locator("[data-applies=no] h4 a").all_text_contents()
        sheets = _printed(opened, pictures, name)

    assert all(sheets), "no sheet is empty"
    assert set(words) <= set(" ".join(sheets).split())
    assert "Check a file" not in sheets[0]
    assert "legal advice" in " ".join(sheets)
    assert all(" ".join(one.split()[:4]) in " ".join(sheets) for one in rejected[:20])


@pytest.mark.parametrize(
    ("path", "most", "first"),
    [
        (PAGES["result"], 4, ("Barred", "13 August 2019", "US executive agency", "United States Congress")),
        ("/ask?q=Hikvision&on=2026-11-25&lang=de", 8, ("Kommt darauf an", "79 binden vielleicht", "Verbot")),
    ],
    ids=["barred", "depends"],
)
def test_a_verdict_is_a_few_sheets(
    browser: Browser, server: Server, pictures: Path | None, path: str, most: int, first: tuple[str, ...]
) -> None:
    """The first sheet answers; what does not apply is a line each, however many restrictions there are."""
    with opened_window(browser, server.address, look=LOOKS[0], pictures=None) as opened:
        opened.go(path)
        held = opened.page.locator("[data-restriction]").count()
        rejected = opened.page.locator("[data-applies=no] h4 a").all_text_contents()
        sheets = _printed(opened, pictures, f"verdict-{most}")

    assert held > 100
    assert len(sheets) <= most
    assert all(one in sheets[0] for one in first)
    assert all(" ".join(one.split()[:3]) in " ".join(sheets) for one in rejected)


def test_what_is_folded_is_counted_on_paper(browser: Browser, server: Server, pictures: Path | None) -> None:
    """The page of a maker with very many links and restrictions is a few sheets too; unfolded it is more."""
    with opened_window(browser, server.address, look=LOOKS[0], pictures=None) as opened:
        opened.go("/organisations/hikvision")
        told = opened.page.locator("#restrictions summary").inner_text()
        folded = _printed(opened, pictures, "organisation")
        opened.page.locator("#restrictions summary").click()
        unfolded = _printed(opened, None, "organisation")

    assert len(folded) <= 10 < len(unfolded)
    assert told in " ".join(folded)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_first_screen_answers(browser: Browser, server: Server, look: Look) -> None:
    """What the verdict is, since when, and by which kinds of measures, before anything is moved or unfolded."""
    with opened_window(browser, server.address, look=look, pictures=None) as opened:
        opened.go("/ask?q=Hikvision")
        for told in (".verdict h1", ".verdict .who", ".gist caption", ".gist tbody tr:nth-child(3)"):
            box = opened.page.locator(told).bounding_box()
            assert box
            assert box["y"] + box["height"] <= opened.page.viewport_size["height"], told  # type: ignore[index]
        opened.page.locator(".gist a").nth(2).click()
        assert "open=open-ban" in opened.page.url
        assert opened.page.locator("#open-ban .judged").first.is_visible()
        opened.page.locator("#open-remove > summary").click()
        opened.page.wait_for_url("**open=open-remove**")
        assert "open=open-ban" in opened.page.url


def test_pictures_of_the_readme(request: pytest.FixtureRequest, browser: Browser, server: Server) -> None:
    """The pictures that README.md shows are made here, when they are asked for."""
    folder = Path(__file__).parents[2] / "docs" / "pictures"
    shots = {"result": (f"/ask?q=Lorex+4K+camera&{AGENCY}", 760), "directory": ("/directory", 1230)}
    here = partial(opened_window, browser, server.address, pictures=None)
    for name, (path, height) in shots.items():
        with here(look=Look(1100, "light")) as opened:
            opened.go(path)
            made = opened.page.screenshot(clip={"x": 0, "y": 0, "width": 1100, "height": height}, full_page=True)
            if request.config.getoption("--readme-pictures"):
                folder.mkdir(exist_ok=True)
                (folder / f"{name}.png").write_bytes(made)
            assert made.startswith(b"\x89PNG")
            assert f"docs/pictures/{name}.png" in (folder.parents[1] / "README.md").read_text("utf-8")
