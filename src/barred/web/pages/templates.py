"""HTML, filled from what it is given and from nothing else: an undefined name is an error."""

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["page", "stylesheet"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("barred.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, **fields: object) -> bytes:
    """Fill a template; whatever stands in a field is text, never markup."""
    return _environment().get_template(template).render(**fields).encode()


def stylesheet() -> bytes:
    """Give the style of all pages."""
    return resources.files("barred.web").joinpath("static", "style.css").read_bytes()
