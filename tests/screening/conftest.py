"""The case that the tests of screening ask about, and a screener for it."""

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.screening.bulk.open_screener import open_screener
from barred.screening.bulk.screener import Screener
from barred.screening.context import Said, understand

__all__ = ["context", "screener"]


@pytest.fixture(scope="session")
def context(snapshot: Snapshot) -> Context:
    """An agency that would buy."""
    return understand(Said(on="2024-01-01", asker="us/federal/executive-agency", conduct="procure"), book=snapshot)


@pytest.fixture
def screener(snapshot: Snapshot, context: Context) -> Screener:
    """A screener over the built-in directory."""
    return open_screener(str(snapshot.path), context)
