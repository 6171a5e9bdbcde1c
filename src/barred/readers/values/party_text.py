"""Cut what customs rows write around the name of a party: labels, orders of banks, and names on behalf of others."""

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Party", "cut_party"]

_LABEL = re.compile(
    r"\s*(?:shipper|consignor|exporter|seller|consignee|importer|buyer|notify(?: party)?|manufacturer|sender|receiver"
    r"|absender|versender|empfänger|expéditeur|destinataire|remitente|consignatario"
    r"|отправитель|получатель|грузоотправитель|грузополучатель|продавец|покупатель|发货人|收货人|通知人)"
    r"(?:\s*/\s*\w+)?\s*[:：]\s*",
    re.IGNORECASE,
)
_TO_ORDER = re.compile(
    r"\s*(?:to|unto)\s+(?:the\s+)?order(?:\s+of)?\b\s*"
    r"|\s*(?:a la orden de|à l['’]ordre de|an die order von|по приказу)\s+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\s*(?:to order|(?:the )?(?:shipper|consignor|consignee)|same as (?:above|consignee|shipper)"
    r"|same|idem|n/?a|none|unknown|not (?:available|stated|disclosed)|-+|нет|не указан[оа]?|无|同收货人)?\s*\.?\s*",
    re.IGNORECASE,
)
_BEHALF = re.compile(
    r"\s*[,;(]?\s*(?P<word>c/o|care of|o/b/o|on behalf of|for (?:the )?account of|for and on behalf of|im auftrag von"
    r"|pour le compte de|por cuenta de|en nombre de|per conto di|по поручению|о/п|代表)\s*[:.]?\s*",
    re.IGNORECASE,
)


class Party(NamedTuple):
    """A name in the cell of a party; `said` is what stood before it and says how it is named."""

    name: str
    said: str = ""


@lru_cache(maxsize=1 << 16)
def cut_party(text: str) -> tuple[Party, ...]:
    """Give the names in the cell of a party.

    Returns:
        The names in the order written: who acts, and for whom or through whom. None for an empty cell
        and for one that names nobody, such as `TO ORDER` or `SAME AS CONSIGNEE`.

    Example:
        >>> cut_party("SHIPPER: Quay Trading Ltd c/o Harbour Lines")
        (Party(name='Quay Trading Ltd', said=''), Party(name='Harbour Lines', said='c/o'))
        >>> cut_party("TO THE ORDER OF Mole Bank"), cut_party("TO ORDER OF SHIPPER")
        ((Party(name='Mole Bank', said='to the order of'),), ())
    """
    found = []
    pieces = _BEHALF.split(_LABEL.sub("", " ".join(text.split()), count=1))
    for at in range(0, len(pieces), 2):
        said = pieces[at - 1].lower() if at else ""
        name = pieces[at].strip(" ,;")
        if order := _TO_ORDER.match(name):
            said, name = order[0].strip().lower(), name[order.end() :].strip(" ,;:")
        if said and name.endswith(")") and "(" not in name:
            name = name[:-1]
        if not _NOBODY.fullmatch(name):
            found.append(Party(name, said))
    return tuple(found)
