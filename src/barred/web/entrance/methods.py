"""Which methods an address takes, whatever route takes each."""

from collections.abc import Iterable

from fastapi.routing import APIRoute

__all__ = ["Methods"]


class Methods:
    """The methods of all addresses.

    Args:
        routes: All routes of an application; of several for one address each has methods of its own.
    """

    def __init__(self, routes: Iterable[APIRoute]) -> None:
        self._routes = [(one.path_regex, frozenset(one.methods or ())) for one in routes]

    def of(self, path: str) -> str:
        """Give the methods that an address takes, as the header `Allow` does.

        Source:
            RFC 9110, sections 9.3.2, 9.3.7 and 10.2.1: whoever takes GET takes HEAD.
        """
        found = {method for regex, methods in self._routes if regex.match(path) for method in methods}
        return ", ".join(sorted(found | {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())))
