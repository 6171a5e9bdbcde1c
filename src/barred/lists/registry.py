"""The lists that can be read: what each is called, who publishes it and who reads it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from barred.errors import UsageProblem
from barred.lists import (
    bis_denied,
    bis_listed,
    cn_mofcom,
    dhs_uflpa,
    dod_1260h,
    eu_financial,
    fcc_covered,
    itar_debarred,
    ofac,
    screening_list,
    uk_sanctions,
    un_consolidated,
)
from barred.lists.entry import Entry, ListFile
from barred.lists.eu_annex import annexes
from barred.lists.statutory import transcribed

__all__ = ["LISTS", "OfficialList", "official_list"]


class OfficialList(NamedTuple):
    """A list.

    Args:
        title: As a reader knows it.
        publisher: The authority.
        proof: *primary* when the layout is the publisher's own, *reported* when it is a transcription.
        read: Files to entries; raises FileProblem when the layout changed.
    """

    title: str
    publisher: str
    proof: str
    read: Callable[[Sequence[ListFile]], Iterator[Entry]]


_BIS = "US Bureau of Industry and Security"
_CONGRESS = "US Congress"
_TREASURY = "US Office of Foreign Assets Control"

LISTS: dict[str, OfficialList] = {
    "cn-mofcom": OfficialList(
        "Countermeasures of China", "Ministry of Commerce and Ministry of Foreign Affairs of China", "reported",
        cn_mofcom.read,
    ),
    "eu-359-2011": OfficialList(
        "Regulation (EU) No 359/2011, annexes", "Council of the European Union", "reported",
        annexes("eu-359-2011", "32011R0359"),
    ),
    "eu-833-2014": OfficialList(
        "Regulation (EU) No 833/2014, annexes", "Council of the European Union", "reported",
        annexes("eu-833-2014", "32014R0833"),
    ),
    "eu-fsf": OfficialList(
        "Consolidated financial sanctions", "European Commission", "primary", eu_financial.read
    ),
    "gb-sanctions": OfficialList(
        "Sanctions list of the United Kingdom", "Foreign, Commonwealth and Development Office", "primary",
        uk_sanctions.read,
    ),
    "un-sc": OfficialList(
        "Consolidated list of the Security Council", "United Nations Security Council", "primary", un_consolidated.read
    ),
    "us-bis-dpl": OfficialList("Denied persons list", _BIS, "primary", bis_denied.read),
    "us-bis-el": OfficialList("Entity list, spreadsheet until 2016", _BIS, "primary", bis_listed.read_entity_list),
    "us-bis-mieu": OfficialList(
        "Military-intelligence end users", _BIS, "reported", bis_listed.read_military_intelligence
    ),
    "us-bis-uvl": OfficialList("Unverified list, spreadsheet until 2016", _BIS, "primary", bis_listed.read_unverified),
    "us-csl": OfficialList(
        "Consolidated screening list", "US International Trade Administration", "primary", screening_list.read
    ),
    "us-dhs-uflpa": OfficialList(
        "Entity list of the Uyghur Forced Labor Prevention Act", "US Department of Homeland Security", "primary",
        dhs_uflpa.read,
    ),
    "us-dod-1260h": OfficialList(
        "Chinese military companies, section 1260H", "US Department of Defense", "reported", dod_1260h.read
    ),
    "us-fcc-covered": OfficialList(
        "Covered list", "US Federal Communications Commission", "primary", fcc_covered.read
    ),
    "us-inksna": OfficialList(
        "Nonproliferation sanctions", "US Department of State", "reported", transcribed("us-inksna")
    ),
    "us-itar-debarred": OfficialList(
        "Statutory debarments under the arms traffic regulations", "US Department of State", "primary",
        itar_debarred.read,
    ),
    "us-ofac-consolidated": OfficialList("Consolidated sanctions list", _TREASURY, "primary", ofac.read_consolidated),
    "us-ofac-sdn": OfficialList("Specially designated nationals", _TREASURY, "primary", ofac.read_sdn),
    "us-s1286": OfficialList(
        "Institutions, section 1286", "US Department of Defense", "reported", transcribed("us-s1286")
    ),
    "us-s154": OfficialList("Battery makers, section 154", _CONGRESS, "reported", transcribed("us-s154")),
    "us-s353": OfficialList(
        "Corrupt and undemocratic actors, section 353", "US Department of State", "reported", transcribed("us-s353")
    ),
    "us-s5949": OfficialList("Semiconductor makers, section 5949", _CONGRESS, "reported", transcribed("us-s5949")),
    "us-s889": OfficialList("Makers named in section 889", _CONGRESS, "reported", transcribed("us-s889")),
}  # fmt: skip


def official_list(key: str) -> OfficialList:
    """Give a list by id.

    Raises:
        UsageProblem: There is none.
    """
    if key not in LISTS:
        raise UsageProblem(f"no list is called {key!r}", remedy=f"choose from {', '.join(LISTS)}")
    return LISTS[key]
