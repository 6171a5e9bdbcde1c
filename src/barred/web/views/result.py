"""The result of a question: the verdict, and the whole way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from barred.evidence.vault import Vault
from barred.model.question import Subject
from barred.publishing.verdicts.verdict_data import as_data
from barred.screening.context import Said
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.front import CASE_LISTS, choices
from barred.web.views.gist import Gist, gist
from barred.web.views.leaf import Choice, Labels, Leaf
from barred.web.views.passages import passages

__all__ = ["PARTS", "ResultView", "case_of", "result"]

# What a question of a verdict is about, and the parameter that answers it; others are for the sources to answer.
PARTS = {
    "party": "as",
    "conduct": "to",
    "place": "in",
    "site": "site",
    "purpose": "for",
    "circumstance": "given",
}
_SHOWN = 200
_ORG = "org:"
_ALL = "all"


@dataclass(frozen=True, kw_only=True)
class ResultView(Leaf):
    """The answer.

    Args:
        text: What was asked about.
        case: The case as it was said, by parameter.
        verdict: As `barred schema verdict` describes it; None when nothing was asked.
        gist: What it comes to, for whoever reads no further; None when nothing was asked.
        open: The kinds that are unfolded, each as `yes-KIND`, `open-KIND` or `no`; or `all`.
        passages: The words of passages by digest, where a vault holds them.
        choices: The words for every part of a case.
    """

    TABLE: ClassVar[str] = "restrictions"

    text: str
    case: dict[str, Any]
    verdict: dict[str, Any] | None
    gist: Gist | None
    open: list[str]
    passages: dict[str, str]
    choices: dict[str, list[Choice]]

    @property
    def restrictions(self) -> list[dict[str, Any]]:
        """Every restriction that was held against the case."""
        return self.verdict["restrictions"] if self.verdict else []

    def judged(self, *, applies: str, ids: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Give the restrictions that apply, or do not, or may: all such, or those of some ids in their order."""
        held = {one["id"]: one for one in self.restrictions if one["applies"] == applies}
        return [held[one] for one in (held if ids is None else ids)]

    def is_open(self, kind: str, *, few: bool = False) -> bool:
        """Tell whether restrictions of a kind are unfolded: where the address says so, or nothing and they are few."""
        return bool({kind, _ALL} & set(self.open)) or (few and not self.open)

    @staticmethod
    def failing(judged: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Give the reasons for which a restriction does not apply; all of them where none of them is one by itself."""
        spares = {"exemption", "waiver"}
        told: list[dict[str, Any]] = judged["why"]
        return [one for one in told if one["value"] == ("yes" if one["part"] in spares else "no")] or told

    @property
    def asked(self) -> list[str]:
        """The parameters that the questions ask for anew; circumstances are added to those that were stated."""
        parts = [one["part"] for one in (self.verdict or {}).get("questions", ())]
        return [PARTS[part] for part in parts if part in PARTS and part != "circumstance"]


def result(text: str, said: Said, *, unfolded: Sequence[str] = (), vault: Vault | None, edition: Edition) -> ResultView:
    """Answer a question.

    Args:
        text: What is asked about; empty when nothing is.
        said: The case.
        unfolded: Which kinds of restrictions the page shows unfolded.
        vault: Where the words of passages are taken from.
        edition: The directory.

    Raises:
        UsageProblem: A word of the case is unknown or ambiguous.
    """
    context = edition.context(said)
    labels = Labels(edition.snapshot)
    told: dict[str, Any] | None = None
    summed: Gist | None = None
    if text:
        verdict = edition.quick_desk(context).answer(Subject(text))
        told = as_data(verdict, most_rejected=_SHOWN)
        _label(told, labels)
        summed = gist(told["restrictions"], context, book=edition.snapshot)
        _label_gist(summed, labels)
    cited = [one for judged in (told or {}).get("restrictions", ()) for one in judged["citations"]]
    return ResultView(
        **carried(context, edition),
        **labels.told(),
        text=text,
        case=case_of(said),
        verdict=told,
        gist=summed,
        open=list(unfolded),
        passages=passages(cited, vault, edition=edition),
        choices=choices(edition),
    )


def case_of(said: Said) -> dict[str, Any]:
    """Give the words of a case by parameter."""
    return {
        "as": said.asker,
        "to": said.conduct,
        "in": said.place,
        "site": said.site,
        "for": said.purpose,
        "given": list(said.circumstances),
        "on": said.on,
        "known": said.known,
    }


def _label(verdict: dict[str, Any], labels: Labels) -> None:
    context = verdict["context"]
    for parameter, name in (("to", "conduct"), ("in", "place"), ("site", "site"), ("for", "purpose")):
        labels.term(CASE_LISTS[parameter], context[name])
    labels.term("circumstance", *context["circumstances"])
    for one in verdict["candidates"]:
        labels.name(one["organisation"], one["maker"])
        labels.term("product", one["product"])
    for one in verdict["links"]:
        labels.name(one["subject"], one["to"], *one["sources"])
        labels.term("link-type", one["type"])
    for one in verdict["restrictions"]:
        labels.term("stage", one["stage"])
    for one in verdict["listings"]:
        labels.name(one["source"], *one["restrictions"])
    for one in verdict["questions"]:
        vocabulary = CASE_LISTS.get(PARTS.get(one["part"], ""))
        if vocabulary:
            labels.term(vocabulary, *one["options"])
    for one in verdict["citations"]:
        labels.term("proof", one["proof"])


def _label_gist(summed: Gist, labels: Labels) -> None:
    labels.rows(map(asdict, summed.telling), {"actor": "", "source": "", "place": "place", "binds": "party"})
    labels.name(*(party.removeprefix(_ORG) for one in summed.telling for party in one.binds))
    labels.rows(map(asdict, summed.telling), {"country": "place", "proof": "proof"})
    labels.term("place", *(country for one in summed.kinds for country in one.countries))
