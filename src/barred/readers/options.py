"""What the user says about a file that the file does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Options"]


@dataclass(frozen=True)
class Options:
    """Sheet, encoding and columns as the user named them; None leaves the choice to the file."""

    sheet: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
