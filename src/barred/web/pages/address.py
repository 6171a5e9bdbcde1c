"""The address of a page: it holds the whole state, so every control of a page is another address."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

__all__ = ["Address"]


class Address(NamedTuple):
    """Where a page is.

    Args:
        path: Without the ending of a form.
        query: Its parameters in order; one may come several times.
    """

    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def language(self) -> str:
        """The language that the address asks for, empty when it asks for none."""
        return next((value for name, value in self.query if name == "lang"), "")

    def to(self, path: str, **parameters: str | Sequence[str] | None) -> str:
        """Give the address of another page, in the same language; a parameter may have several values."""
        kept = {"lang": self.language} if self.language else {}
        return _written(path, [*parameters.items(), *kept.items()])

    def having(self, told: Mapping[str, str | Sequence[str] | None], *, path: str = "") -> str:
        """Give the address of the same page with some parameters changed; None takes one away.

        Args:
            told: Parameter to value, or to several.
            path: Another page with the same parameters.
        """
        kept = [(name, value) for name, value in self.query if name not in told]
        return _written(path or self.path, [*kept, *told.items()])

    def form(self, form: str) -> str:
        """Give the address of the same page in another form, such as `json`; the front page is called `home` there."""
        path = "/home" if self.path == "/" else self.path
        return _written(f"{path}.{form}", [(name, value) for name, value in self.query if name != "lang"])

    def without(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Give the parameters but for some, for the hidden fields of a form."""
        return tuple((name, value) for name, value in self.query if name not in names and value)


def _written(path: str, parameters: Sequence[tuple[str, str | Sequence[str] | None]]) -> str:
    several = [(name, value if isinstance(value, list | tuple) else [value]) for name, value in parameters]
    told = [(name, value) for name, values in several for value in values if value]
    return quote(path, safe="/%:.-_~#") + (f"?{urlencode(told)}" if told else "")
