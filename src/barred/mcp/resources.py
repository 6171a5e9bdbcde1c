"""Records as resources: `barred://KIND/ID`."""

import re
from bisect import bisect_right

from mcp import types

from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.publishing.records.record_data import RECORD_KINDS

__all__ = ["MEDIA_TYPE", "Resources", "named_by"]

MEDIA_TYPE = "application/json"
_ADDRESS = re.compile(r"barred://([a-z]+)/(.+)", re.DOTALL)
_PAGE = 200


class Resources:
    """The records of a snapshot as a client leafs through them.

    Args:
        snapshot: An opened snapshot.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._addresses = sorted(f"barred://{kind}/{key}" for kind in RECORD_KINDS for key in snapshot.ids(kind))

    def page(self, cursor: str | None) -> tuple[list[types.Resource], str | None]:
        """Give some records by address, and the cursor to those that follow; None at the end.

        Args:
            cursor: The last address of the page before; None for the first.
        """
        begin = bisect_right(self._addresses, cursor) if cursor else 0
        some = self._addresses[begin : begin + _PAGE]
        return [self._told(one) for one in some], some[-1] if begin + _PAGE < len(self._addresses) else None

    def templates(self) -> list[types.ResourceTemplate]:
        """Describe the addresses of each kind."""
        return [
            types.ResourceTemplate(
                name=kind,
                uri_template=f"barred://{kind}/{{id}}",
                description=f"A record of the kind {kind}, by id, with its citations; as the tool `show` gives it.",
                mime_type=MEDIA_TYPE,
            )
            for kind in RECORD_KINDS
        ]

    def _told(self, address: str) -> types.Resource:
        kind, key = named_by(address)
        title = str(self._snapshot.body(kind, key).get("title") or key)
        return types.Resource(name=key, title=title, uri=address, mime_type=MEDIA_TYPE)


def named_by(address: str) -> tuple[str, str]:
    """Give the kind and id that an address names.

    Raises:
        UsageProblem: It is no address of a record.

    Example:
        >>> named_by("barred://organisation/dahua")
        ('organisation', 'dahua')
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or found[1] not in RECORD_KINDS:
        remedy = f"write barred://KIND/ID; the kinds are {', '.join(RECORD_KINDS)}"
        raise UsageProblem("no address of a record", where=address, remedy=remedy)
    return found[1], found[2]
