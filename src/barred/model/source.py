"""Documents that claims rest on, and the passages in them."""

from typing import NamedTuple

__all__ = ["PROOF_LEVELS", "Capture", "Evidence", "Part", "Source"]

# From weakest to strongest; `vocabulary/proof.toml` says where each ends and the next begins.
PROOF_LEVELS = ("unverified", "indicated", "reported", "corroborated", "primary")


class Evidence(NamedTuple):
    """One passage that a record cites.

    `start` and `end` count Unicode code points of the captured text from 0, end excluded (W3C
    TextPositionSelector); `digest` is the SHA-256 of the passage in NFC with white space folded.
    A source that nobody captured has neither.
    """

    key: str
    source: str
    pinpoint: str = ""
    start: int | None = None
    end: int | None = None
    digest: str = ""
    note: str = ""


class Capture(NamedTuple):
    """The bytes of a source that a vault can hold: their SHA-256, number and media type."""

    digest: str
    bytes: int
    media_type: str


class Part(NamedTuple):
    """One of several documents that a captured file holds, by position in its text."""

    title: str
    start: int
    end: int
    publisher: str = ""
    author: str = ""
    published: str = ""
    date_basis: str = ""


class Source(NamedTuple):
    """A document: who published what, when and where, and how far it proves what it says."""

    id: str
    title: str
    type: str
    publisher: str
    proof: str
    author: str = ""
    published: str = ""
    address: str = ""
    language: str = ""
    via: tuple[str, ...] = ()
    note: str = ""
    recorded: str = ""
    capture: Capture | None = None
    parts: tuple[Part, ...] = ()

    def published_at(self, start: int | None) -> str:
        """Give the day on which a passage was published: that of the part it stands in, where there are parts."""
        part = next((one for one in self.parts if start is not None and one.start <= start <= one.end), None)
        return (part.published if part else "") or self.published
