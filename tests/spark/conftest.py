"""A real Spark session of two tasks on this machine, one for all tests."""

import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.screening.context import Said, understand

__all__ = ["context", "session"]


@pytest.fixture(scope="session")
def context(snapshot: Snapshot) -> Context:
    """An agency that would buy."""
    return understand(Said(on="2024-01-01", asker="us/federal/executive-agency", conduct="procure"), book=snapshot)


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Give the session, or skip where Spark cannot run."""
    if find_spec("pyspark") is None:
        pytest.skip("PySpark is not here: python3 boot.py install spark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java on the search path")
    from barred.spark.session import open_session  # noqa: PLC0415 - after the reasons to skip

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of PySpark itself, while it starts
        opened = open_session(2)
    yield opened
    opened.stop()
