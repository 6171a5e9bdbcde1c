"""Ask a server as the client of nomenklatura does, and print what it made of the answers; run by a Python that has it.

    PYTHON yente_client.py ADDRESS DATABASE [KEY]

A line of JSON for each question: its schema, the ids that matched, and the schemata and ids that expanding the first of
them gave.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

__all__ = ["QUESTIONS", "main"]

QUESTIONS = (
    ("Company", {"name": ["Zhejiang Dahua Technology Co., Ltd."], "country": ["cn"], "email": ["a@example.org"]}),
    ("LegalEntity", {"name": ["Hikvision"], "registrationNumber": ["91330000727215176K"]}),
    ("Organization", {"name": ["海康威视"]}),
    ("PublicBody", {"name": ["Department of Defense"], "jurisdiction": ["us"]}),
    ("Person", {"name": ["Dahua"], "birthDate": ["1970"]}),
    ("Vessel", {"name": ["Lorex"], "imoNumber": ["IMO9999999"]}),
)


def main(address: str, database: str, *, key: str = "") -> Iterator[dict[str, Any]]:
    """Ask every question."""
    from followthemoney import Dataset, StatementEntity  # noqa: PLC0415 - may be absent
    from nomenklatura.cache import Cache  # noqa: PLC0415
    from nomenklatura.db import make_session  # noqa: PLC0415
    from nomenklatura.enrich.yente import YenteEnricher  # noqa: PLC0415

    mine = Dataset.make({"name": "mine", "title": "Mine"})
    cache = Cache(make_session(f"sqlite:///{database}"), mine, create=True)
    client = YenteEnricher(mine, cache, {"api": f"{address}/", "api_key": key, "cache_days": 0})
    for number, (schema, properties) in enumerate(QUESTIONS):
        asked = StatementEntity.from_data(mine, {"id": f"q{number}", "schema": schema, "properties": properties})
        found = list(client.match_wrapped(asked))
        expanded = list(client.expand_wrapped(asked, found[0])) if found else []
        yield {
            "schema": schema,
            "found": [one.id for one in found],
            "captions": [one.caption for one in found],
            "expanded": sorted({one.id for one in expanded}),
            "schemata": sorted({one.schema.name for one in expanded}),
        }


if __name__ == "__main__":
    for told in main(sys.argv[1], sys.argv[2], key="".join(sys.argv[3:])):
        sys.stdout.write(json.dumps(told) + "\n")
