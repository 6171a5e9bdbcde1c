"""Walk from the organisation recognised to the makers and owners behind it.

Every link is dated and cited; what it proves of the goods in hand is yes, no or open, and what a
restriction must reach to follow it is the link's relation.
"""

from collections.abc import Mapping
from typing import NamedTuple

from barred.model.book import Book
from barred.model.candidate import Step
from barred.model.day import reached, within
from barred.model.organisation import Link, Organisation
from barred.model.question import Context
from barred.model.source import PROOF_LEVELS
from barred.model.truth import Truth, every

__all__ = ["Path", "Trace", "trace"]

# Units already installed keep their maker after a relabelling ended; new ones do not.
_ABOUT_OLD_UNITS = (None, "use", "connect", "deploy")
# A source below this level shows a link, but must not decide a verdict alone.
_DECISIVE = PROOF_LEVELS.index("reported")
_CONTROL, _MINORITY = 0.5, 0.25
_DEEPEST = 6


class Path(NamedTuple):
    """A way from the organisation recognised to one behind it.

    `relations` are the reaches that a restriction aimed at `end` needs in order to follow it.
    """

    end: str
    relations: frozenset[str]
    holds: Truth
    steps: tuple[Step, ...]


class Trace(NamedTuple):
    """Every organisation behind a candidate, with the ways to it, nearest first."""

    start: str
    paths: Mapping[str, tuple[Path, ...]]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The links walked, each once, in the order in which they were met."""
        return tuple(dict.fromkeys(step for some in self.paths.values() for path in some for step in path.steps))


class _Walk(NamedTuple):
    """Where a walk stands, and what it is about."""

    context: Context
    product: str | None
    at: Organisation
    book: Book


def trace(start: str, context: Context, *, book: Book, maker: str | None = None, product: str | None = None) -> Trace:
    """Walk every link that leads from an organisation to those behind it.

    Args:
        start: The organisation recognised.
        context: Gives the day, the knowledge and the conduct.
        book: Where records are looked up.
        maker: The maker of this very model, when a table or the model number tells it.
        product: The class of the goods in hand, when the subject tells it.

    Returns:
        The start itself with an empty path, and each organisation behind it. Links that begin,
        or became known, later are not walked; one that ended is, as a tie that holds no more.
    """
    first = Path(start, frozenset(), Truth.YES, ())
    paths: dict[str, tuple[Path, ...]] = {start: (first,)}
    waiting = [first]
    if maker and maker != start:
        step = Step(start, "made-by", maker, "relabelled", Truth.YES.word, "this model is made by it", ())
        waiting.append(Path(maker, frozenset({"relabelled"}), Truth.YES, (step,)))
        paths[maker] = (waiting[-1],)
    while waiting:
        path = waiting.pop(0)
        if len(path.steps) >= _DEEPEST:
            continue
        organisation = book.organisation(path.end)
        for link in organisation.links:
            further = _follow(path, link, _Walk(context, product, organisation, book))
            if further and _is_news(further, paths.get(further.end, ())):
                paths[further.end] = (*paths.get(further.end, ()), further)
                waiting.append(further)
    return Trace(start, paths)


def _is_news(path: Path, known: tuple[Path, ...]) -> bool:
    visited = {step.subject for step in path.steps}
    return path.end not in visited and not any(
        one.relations <= path.relations and one.holds >= path.holds for one in known
    )


def _follow(path: Path, link: Link, walk: _Walk) -> Path | None:
    term = walk.book.vocabulary("link-type").terms[link.type]
    relation = str(term.traits.get("reach", "none"))
    if relation == "none":
        return None
    if _is_to_come(link, walk.context):
        return None
    holds, why = _holds(link, walk)
    step = Step(walk.at.id, link.type, link.to, relation, holds.word, why, _sources(link, walk.at))
    return Path(link.to, path.relations | {relation}, min(path.holds, holds), (*path.steps, step))


def _is_to_come(link: Link, context: Context) -> bool:
    """Tell whether a link begins, or became known, only after the days asked about."""
    if link.since and reached(link.since, context.on) is Truth.NO:
        return True
    return _is_known(link, context) is Truth.NO


def _is_known(link: Link, context: Context) -> Truth:
    if context.known is None:
        return Truth.YES
    return reached(link.known_since or link.since or context.known, context.known)


def _holds(link: Link, walk: _Walk) -> tuple[Truth, str]:
    told = [_period(link)]
    in_time = within(link.since, link.until, on=walk.context.on)
    if in_time is Truth.NO and link.type == "made-by" and walk.context.conduct in _ABOUT_OLD_UNITS:
        in_time = Truth.OPEN
        told.append("older units may still be of that make")
    extent = _extent(link, walk)
    if extent is not Truth.YES:
        told.append(f"only for {link.lines}" if link.lines else "the sources do not say for which lines")
    proof = _proof(link, walk.at, walk.book)
    if proof is Truth.OPEN:
        told.append("not proved well enough to decide")
    share = _share(link)
    if share is not Truth.YES:
        told.append(_share_told(link))
    holds = every((in_time, _is_known(link, walk.context), extent, proof, share))
    return holds, "; ".join(one for one in told if one)


def _extent(link: Link, walk: _Walk) -> Truth:
    """Tell whether the goods in hand are among those that a link covers."""
    if link.goods and walk.product and not walk.book.vocabulary("product").any_relation((walk.product,), link.goods):
        return Truth.NO
    return Truth.YES if link.extent == "all" else Truth.OPEN


def _period(link: Link) -> str:
    begun = f"since {link.since}" if link.since else ""
    ended = f"until {link.until}" if link.until else ""
    return " ".join(one for one in (begun, ended) if one)


def _proof(link: Link, organisation: Organisation, book: Book) -> Truth:
    levels = [
        PROOF_LEVELS.index(book.source(one.source).proof) for one in organisation.evidence if one.key in link.evidence
    ]
    return Truth.YES if max(levels, default=0) >= _DECISIVE else Truth.OPEN


def _share(link: Link) -> Truth:
    """Tell whether an owner controls: a majority does, less than a quarter does not."""
    if link.type != "owned-by" or (link.share_least is None and link.share_most is None):
        return Truth.YES
    if link.share_least is not None and link.share_least >= _CONTROL:
        return Truth.YES
    most = link.share_most if link.share_most is not None else link.share_least
    return Truth.NO if most is not None and most < _MINORITY else Truth.OPEN


def _share_told(link: Link) -> str:
    bounds = {one for one in (link.share_least, link.share_most) if one is not None}
    return f"a share of {' to '.join(f'{one:.2%}' for one in sorted(bounds))}"


def _sources(link: Link, organisation: Organisation) -> tuple[str, ...]:
    return tuple(one.source for one in organisation.evidence if one.key in link.evidence)
