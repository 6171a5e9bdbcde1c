"""One place in a document that a record points to."""

from typing import NamedTuple

__all__ = ["SILENT", "Citation"]

# The kind of a row that marks a passage as stating nothing.
SILENT = "silent"


class Citation(NamedTuple):
    """A block of evidence, together with the record that holds it; or a row that marks a passage as silent.

    Args:
        kind: Kind of the record, or `SILENT`.
        id: Id of the record; of a silent row the name of its table.
        key: Key of the block; of a silent row its number, counted from 1.
        source: Id of the source cited.
        pinpoint: Where in the source, in words; of a silent row its reason.
        start: First code point, from 0; None when the source was not captured.
        end: Code point after the last.
        digest: Digest of the passage, as `passage_digest` gives it.
    """

    kind: str
    id: str
    key: str
    source: str
    pinpoint: str = ""
    start: int | None = None
    end: int | None = None
    digest: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether it marks a passage instead of citing it."""
        return self.kind == SILENT
