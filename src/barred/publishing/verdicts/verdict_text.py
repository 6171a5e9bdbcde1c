"""A verdict as a sheet to read in a terminal: the outcome first, then the way to it."""

from collections.abc import Iterator
from textwrap import wrap

from barred.model.listing import Listing
from barred.model.verdict import Citation, Judgement, Verdict

__all__ = ["OUTCOME_TOLD", "listing_text", "verdict_text"]

OUTCOME_TOLD = {
    "barred": "a restriction in force binds this case",
    "depends": "a restriction would bind, given an answer to the questions below",
    "waived": "barred, but a recorded waiver covers it",
    "noted": "tied to a restricted maker, but nothing in force binds this case",
    "clear": "identified, and the directory knows nothing against it",
    "unidentified": "not recognised; this is never counted as clear",
}
_APPLIES = {"yes": "applies", "open": "may apply", "no": "does not apply"}
_WIDTH = 100
_SHOWN = 8


def verdict_text(verdict: Verdict, *, width: int = _WIDTH, is_full: bool = False) -> str:
    """Write a verdict as lines of text.

    Args:
        verdict: The answer.
        width: Columns of the page.
        is_full: Whether to tell of every restriction that does not apply too.

    Returns:
        The sheet, without a line feed at the end.
    """
    return "\n".join(_lines(verdict, width, is_full))


def _lines(verdict: Verdict, width: int, is_full: bool) -> Iterator[str]:  # noqa: FBT001 - passed on by name above
    yield f"{verdict.subject.text}: {verdict.outcome.upper()} - {_outcome_told(verdict)}"
    yield f"  {_context_told(verdict)}"
    for found in verdict.candidates:
        is_sold_by_other = found.maker and found.maker != found.organisation
        made = f", sold as {found.brand}, made by {found.maker}" if is_sold_by_other and found.brand else ""
        yield f"  = {found.organisation}{made} ({found.band}, {found.probability:.1%})"
        for signal in found.signals:
            yield f"      {signal.kind}: {signal.text} ({signal.weight:+.1f}, {signal.source})"
    for step in verdict.links:
        why = f": {step.why}" if step.why else ""
        yield from _wrapped(f"{step.subject} --{step.type}--> {step.to} [{step.holds}]{why}", "  ~ ", width)
    told = [one for one in verdict.restrictions if one.applies != "no"]
    rest = [one for one in verdict.restrictions if one.applies == "no"]
    for one in told:
        yield from _judgement(one, width)
    shown = rest if is_full else rest[: 0 if told else _SHOWN]
    for one in shown:
        yield from _short(one, width)
    if len(rest) > len(shown):
        yield f"  . {len(rest) - len(shown)} more on record that do not apply; --full tells them"
    for listing in verdict.listings:
        yield from _wrapped(listing_text(listing), "  @ ", width)
    for question in verdict.questions:
        options = f" ({', '.join(question.options[:6])})" if question.part not in {"subject", "date"} else ""
        yield from _wrapped(f"{question.text}{options}", "  ? ", width)
    yield from _wrapped(f"{verdict.notice} Snapshot {verdict.snapshot.removeprefix('sha256:')[:16]}.", "  ", width)


def _outcome_told(verdict: Verdict) -> str:
    known = verdict.context.known
    if verdict.outcome == "clear" and known:
        return f"identified, and nothing had become known against it by {known}; later records are not looked at"
    if verdict.outcome == "unidentified" and verdict.candidates:
        return "whose goods these are is not told, or not surely; this is never counted as clear"
    return OUTCOME_TOLD[verdict.outcome]


def _context_told(verdict: Verdict) -> str:
    context = verdict.context
    parts = [
        ("as", context.asker.said if context.asker else "anyone (not stated)"),
        ("to", context.conduct or "do anything (not stated)"),
        ("in", context.place),
        ("at", context.site),
        ("for", context.purpose),
        ("given", ", ".join(context.circumstances)),
        ("on", context.on),
        ("as known on", context.known),
    ]
    return ", ".join(f"{word} {value}" for word, value in parts if value)


def _judgement(one: Judgement, width: int) -> Iterator[str]:
    yield from _wrapped(
        f"{_APPLIES[one.applies]}: {one.title} [{one.id}]", "  ! " if one.applies == "yes" else "  ? ", width
    )
    for reason in one.why:
        if reason.part != "exemption" or reason.value != "no":
            yield from _wrapped(f"{reason.part}: {reason.text}", "      ", width)
    for citation in one.citations[:3]:
        yield from _wrapped(_cited(citation), "      > ", width)


def listing_text(listing: Listing) -> str:
    """Say in a line what an official list says.

    Example:
        >>> told = ("Quay list", "7", "Veloptic Ltd", "", "", "", "2024-05", "", 0.98, "list-xx-quay", "2026-11-01")
        >>> listing_text(Listing("same", "xx-quay", *told)).split("; ")[0]
        'listed (same, 0.98): Veloptic Ltd, entry 7 of Quay list [xx-quay], since 2024-05'
    """
    days = "".join(f", {word} {day}" for word, day in (("since", listing.since), ("until", listing.until)) if day)
    programmes = f", under {listing.programmes}" if listing.programmes else ""
    known = f", recorded as {listing.organisation}" if listing.organisation else ""
    resting = ", ".join(listing.restrictions)
    rests = f"what rests on it: {resting}" if resting else "nothing in the directory rests on it"
    score = f", {listing.score:.2f}" if listing.answer == "same" else ""
    return (
        f"listed ({listing.answer}{score}): {listing.name}{known}, entry {listing.entry} of "
        f"{listing.title} [{listing.list}]{programmes}{days}; {listing.source}, read on {listing.imported}; {rests}"
    )


def _short(one: Judgement, width: int) -> Iterator[str]:
    against = next((reason for reason in one.why if reason.value == "no"), one.why[0])
    yield from _wrapped(f"{one.title} [{one.id}, {one.stage}]: {against.text}", "  . ", width)


def _cited(citation: Citation) -> str:
    where = f", {citation.pinpoint}" if citation.pinpoint else ""
    at = "" if citation.start is not None else ", not captured"
    return f"{citation.title}{where} ({citation.proof}{at})"


def _wrapped(text: str, mark: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)
