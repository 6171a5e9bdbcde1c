"""A provider for all tests of a file; each test tells it how to behave."""

from collections.abc import Iterator

import pytest

from tests.web.provider import Provider, provider


@pytest.fixture(scope="module")
def idp() -> Iterator[Provider]:
    """Give a provider."""
    with provider() as running_provider:
        yield running_provider
