"""A window of a real browser that notes what a page does wrong: errors, requests to other hosts, words off the edge."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

__all__ = ["FLAGS", "LOOKS", "OTHER_LOOKS", "Look", "Window", "opened_window"]

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Rules of axe whose faults keep somebody out; best practices that are no rule are left to the eye.
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


class Look(NamedTuple):
    """How wide a window is, and whether its user prefers the dark."""

    width: int
    scheme: Any

    @property
    def name(self) -> str:
        """Give a name for pictures."""
        return f"{self.width}-{self.scheme}"


_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Journeys are made in the first two, and each of their pages is looked at in the light and in the dark.
LOOKS = (Look(1440, "light"), Look(360, "dark"))
# In these every page is looked at once: the smallest telephone, the widest screen.
OTHER_LOOKS = (Look(320, "light"), Look(3840, "light"))


class Window:
    """A window.

    Args:
        page: What it shows.
        address: The server; nothing may be asked of any other.
        look: How it looks.
        pictures: Where pictures go; None for nowhere.
    """

    def __init__(self, page: Page, address: str, *, look: Look, pictures: Path | None) -> None:
        self.page, self.look = page, look
        self.faults: list[str] = []
        self._address, self._pictures = address, pictures
        page.on("console", lambda one: self._note(one.type in {"error", "warning"}, f"console: {one.text}"))
        page.on("pageerror", lambda one: self._note(True, f"error: {one}"))  # noqa: FBT003 - always noted
        page.on("request", lambda one: self._note(not one.url.startswith(address), f"asked elsewhere: {one.url}"))

    def _note(self, is_fault: bool, what: str) -> None:  # noqa: FBT001 - it is the question
        if is_fault:
            self.faults.append(what)

    def go(self, path: str) -> None:
        """Go to a page of the server."""
        self.page.goto(f"{self._address}{path}")

    def arrived(self, name: str) -> None:
        """Look at the page that a journey has come to, light and dark: its width, the rules of axe, and the picture."""
        for scheme in _SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            self.seen(name, look=self.look._replace(scheme=scheme))
            for one in Axe().run(self.page, options=_RULES).response["violations"]:
                where = "; ".join(str(node["target"]) for node in one["nodes"][:3])
                self._note(True, f"{name}, {scheme}: {one['id']} ({one['impact']}): {where}")  # noqa: FBT003 - noted
        self.page.emulate_media(color_scheme=self.look.scheme)

    def seen(self, name: str, *, look: Look | None = None) -> None:
        """Look at the width of a page, and take the picture."""
        self.page.wait_for_load_state("load")
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        self._note(over > 0, f"{name}: {over} pixels beyond the edge")
        if self._pictures:
            picture = self._pictures / f"{name}-{(look or self.look).name}.png"
            self.page.screenshot(path=picture, full_page=True)


@contextmanager
def opened_window(
    browser: Browser,
    address: str,
    *,
    look: Look,
    pictures: Path | None,
    **settings: Any,  # noqa: ANN401
) -> Iterator[Window]:
    """Open a window with an empty memory, and in the end hold against it what it noted."""
    height = 900 if look.width > 500 else 740
    size = {"width": look.width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=look.scheme, **settings)  # type: ignore[arg-type]
    try:
        window = Window(context.new_page(), address, look=look, pictures=pictures)
        yield window
        if window.faults:
            pytest.fail("\n".join(window.faults))
    finally:
        context.close()
