"""`/v1/evidence` and `/v1/vocabulary`: what a digest belongs to, and the closed lists."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.evidence.citation import Citation
from barred.evidence.passage import cut
from barred.evidence.vault import Vault
from barred.model.question import Context
from barred.publishing.citations import captures
from barred.publishing.records.record_data import record_data
from barred.web.answering.answers import answered, carried, day_of, edition_of, today
from barred.web.answering.edition import Edition
from barred.web.asked.case import Clocks
from barred.web.routes.described import PROBLEMS
from barred.web.views.proof import EvidenceView
from barred.web.views.records import CitationView, RecordView, RowsView

__all__ = ["proof_routes"]

_SCHEME = "sha256:"


def proof_routes(vault: Vault | None) -> APIRouter:
    """Give the routes.

    Args:
        vault: Where the words of passages are taken from; None to show none.
    """
    routes = APIRouter(prefix="/v1", tags=["proof"], responses=PROBLEMS)

    @routes.get("/evidence/{digest}", response_model=EvidenceView, summary="What a digest belongs to")
    async def evidence(
        request: Request,
        *,
        digest: Annotated[str, Path(pattern="^(sha256:)?[0-9a-f]{64}$")],
        asked: Annotated[Clocks, Query()],
    ) -> Response:
        edition = edition_of(request)
        full = f"{_SCHEME}{digest.removeprefix(_SCHEME)}"
        cited = [one for one in edition.citations if one.digest == full]
        held = edition.kept("captures", lambda: captures(edition.snapshot))
        sources = [key for key, captured in held.items() if captured == full]
        if not cited and not sources:
            raise HTTPException(404, f"nothing in the directory has the digest {full}")
        return answered(
            request,
            lambda: EvidenceView(
                **carried(_context(asked), edition),
                digest=full,
                citations=[CitationView.of(one, _words(one, vault, held)) for one in cited],
                sources=sources,
            ),
        )

    @routes.get("/vocabulary", response_model=RowsView, summary="The closed lists of words")
    async def vocabularies(request: Request, asked: Annotated[Clocks, Query()]) -> Response:
        return answered(request, lambda: _vocabularies(asked, edition_of(request)))

    @routes.get(
        "/vocabulary/{name}", response_model=RecordView, summary="One closed list, with the lines between words"
    )
    async def vocabulary(
        request: Request, *, name: Annotated[str, Path(max_length=200)], asked: Annotated[Clocks, Query()]
    ) -> Response:
        edition = edition_of(request)
        if "vocabulary" not in edition.snapshot.kinds_of(name):
            raise HTTPException(404, f"no vocabulary is called {name!r}")
        return answered(request, lambda: _vocabulary(name, asked, edition))

    return routes


def _context(asked: Clocks) -> Context:
    return Context(on=day_of(asked.on, where="on") or today(), known=day_of(asked.known, where="known"))


def _words(citation: Citation, vault: Vault | None, held: dict[str, str]) -> str | None:
    """Give the words at a position, where the vault holds the document that was cited."""
    if vault is None or citation.start is None or citation.end is None or citation.source not in held:
        return None
    text = vault.text(held[citation.source])
    return None if text is None else cut(text, start=citation.start, end=citation.end)


def _vocabularies(asked: Clocks, edition: Edition) -> RowsView:
    rows: list[dict[str, Any]] = []
    for name in edition.snapshot.ids("vocabulary"):
        body = edition.snapshot.body("vocabulary", name)
        rows.append(
            {"id": name, "title": body.get("title", name), "terms": len(body.get("terms", ()))}
            | {"definition": body.get("definition", "")}
        )
    told = carried(_context(asked), edition)
    return RowsView(**told, kind="vocabulary", total=len(rows), rows=rows, next=None, facets={})


def _vocabulary(name: str, asked: Clocks, edition: Edition) -> RecordView:
    return RecordView(
        **carried(_context(asked), edition),
        kind="vocabulary",
        record=record_data("vocabulary", edition.snapshot.body("vocabulary", name)),
        standing=None,
        citations=[],
    )
