"""What a digest belongs to."""

from dataclasses import dataclass

from barred.web.views.records import CitationView
from barred.web.views.view import View

__all__ = ["EvidenceView"]


@dataclass(frozen=True, kw_only=True)
class EvidenceView(View):
    """Everything that a digest names: passages that records cite, and sources captured as these bytes.

    The words of a passage are shown only where the server was given a vault that holds them.
    """

    digest: str
    citations: list[CitationView]
    sources: list[str]
