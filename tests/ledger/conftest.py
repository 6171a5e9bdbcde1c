"""An empty ledger on each database."""

from collections.abc import Iterator

import pytest

from barred.ledger.ledger import Ledger, open_ledger


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """Give an empty ledger."""
    opened = open_ledger(address)
    yield opened
    opened.close()
