"""Set a view as a page in a language, from the view, the words and the address alone."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from barred.web.drawings.ladder import lay_ladder
from barred.web.drawings.links import lay_links
from barred.web.drawings.spans import lay_spans
from barred.web.drawings.world import world
from barred.web.pages.address import Address
from barred.web.pages.words import LANGUAGES, words

__all__ = ["asset", "typeset"]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("barred.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.globals.update(languages=LANGUAGES, lay_ladder=lay_ladder, lay_links=lay_links)
    environment.globals.update(lay_spans=lay_spans, world=world)
    return environment


def typeset(template: str, address: Address, *, language: str, fields: Mapping[str, object]) -> bytes:
    """Set a page.

    Args:
        template: Its template; a name that it uses and that nobody gives is an error.
        address: Where the page is.
        language: A key of `LANGUAGES`.
        fields: What it shows: `view`, or what went wrong.
    """
    made = _environment().get_template(template)
    return made.render(t=words(language), here=address, **fields).encode()


@cache
def asset(name: str) -> bytes:
    """Give a file that pages load: the script, without which they work too, or the icon."""
    return resources.files("barred.web").joinpath("static", name).read_bytes()
